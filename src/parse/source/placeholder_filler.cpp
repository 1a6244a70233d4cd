#include "parse/source/placeholder_filler.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

#include "parse/source/filling.h"
#include "parse/source/lexer.h"
#include "parse/source/raw_parse.h"
#include "parse/source/splitter.h"
#include "parse/tree/arena.h"
#include "parse/tree/token.h"
#include "text/line/index.h"

namespace pglint::parse {
namespace {

/// The number of placeholders before an error that may be its cause.
constexpr std::size_t max_suspects = 4;

/// The budget of bytes to parse in search of fillings: a multiple of the file's size, and more for
/// short files.
constexpr std::size_t budget_factor = 50;
constexpr std::size_t least_budget = 100'000;

/// The place of the error in text that parses: after any other.
constexpr std::size_t no_error = std::string::npos;

/// A statement's placeholders with their current fillings.
struct TemplatedStatement {
  text::Range range;
  std::span<const Site> sites;
  std::vector<std::size_t> chosen;  ///< an index into each site's fillings
};

class Filler {
 public:
  Filler(const std::string& sql, const PlaceholderSetting& setting,
         std::span<const PsqlVariable> variables)
      : sql_(sql),
        filled_(sql),
        mode_(setting.mode),
        sites_(make_sites(sql, find_placeholders(sql, setting.styles))),
        budget_(budget_factor * sql.size() + least_budget) {
    if (variables.empty()) return;
    std::ranges::move(make_sites(sql, variables), std::back_inserter(sites_));
    std::ranges::stable_sort(sites_, {},
                             [](const Site& site) { return site.placeholder.range.begin; });
  }

  std::optional<FilledText> run() {
    if (sites_.empty()) return std::nullopt;
    TemplatedStatement all = {
        .range = {.begin = 0, .end = sql_.size()}, .sites = sites_, .chosen = {}};
    all.chosen.assign(sites_.size(), 0);
    filled_ = filled(all);
    for (const text::Range range : statements()) {
      const auto sites = sites_in(range);
      if (!sites.empty()) fill_statement({.range = range, .sites = sites, .chosen = {}});
    }
    const auto first = std::ranges::find_if(sites_, [&](const Site& site) {
      const text::Range range = site.placeholder.range;
      return sql_.compare(range.begin, range.size(), filled_, range.begin, range.size()) != 0;
    });
    if (first == sites_.end()) return std::nullopt;
    return FilledText{.sql = std::move(filled_), .first = first->placeholder.range};
  }

 private:
  /// The statements with every placeholder in its likeliest form.
  [[nodiscard]] std::vector<text::Range> statements() const {
    const text::Range whole = {.begin = 0, .end = filled_.size()};
    const std::vector<Token> tokens = scan_without_comments(filled_, whole).tokens;
    const TokenView view(filled_, tokens);
    std::vector<text::Range> ranges;
    std::size_t begin = 0;
    for (std::size_t first = 0; view.has(first);) {
      const Segment segment = segment_at(view, first);
      const std::size_t end = segment.closed ? view.range(segment.end).begin : sql_.size();
      ranges.push_back({.begin = begin, .end = end});
      begin = end;
      first = segment.end + 1;
    }
    if (begin < sql_.size()) ranges.push_back({.begin = begin, .end = sql_.size()});
    return ranges;
  }

  [[nodiscard]] std::span<const Site> sites_in(text::Range range) const {
    const auto begin_of = [](const Site& site) { return site.placeholder.range.begin; };
    const auto first = std::ranges::lower_bound(sites_, range.begin, {}, begin_of);
    const auto end = std::ranges::lower_bound(first, sites_.end(), range.end, {}, begin_of);
    return {first, end};
  }

  /// Writes the statement into `filled_`, with fillings that parse or else unchanged.
  void fill_statement(TemplatedStatement statement) {
    std::string original = sql_.substr(statement.range.begin, statement.range.size());
    if (mode_ == PlaceholderMode::where_needed && find_error(original) == no_error) {
      put(statement.range, original);
      return;
    }
    statement.chosen.assign(statement.sites.size(), 0);
    const std::size_t error = search(statement);
    if (error != no_error && parses_with_values(statement)) {
      put(statement.range, blanked(std::move(original)));
    } else {
      put(statement.range, is_stuck(statement, error) ? original : filled(statement));
    }
  }

  /// Whether the statement parses with the values of psql's variables, which are longer than these.
  bool parses_with_values(const TemplatedStatement& statement) {
    if (!may_try(statement.range)) return false;
    std::string text = filled(statement);
    bool has_values = false;
    for (std::size_t index = statement.sites.size(); index-- > 0;) {
      const Site& site = statement.sites[index];
      if (site.variable == nullptr || !site.variable->value) continue;
      const std::size_t begin = site.placeholder.range.begin - statement.range.begin;
      text.replace(begin, site.placeholder.range.size(), *site.variable->value);
      has_values = true;
    }
    return has_values && find_error(text) == no_error;
  }

  [[nodiscard]] static std::string blanked(std::string text) {
    const bool ends_statement = text.starts_with(';');  // of the statement before
    fill(text, {.begin = ends_statement ? 1U : 0U, .end = text.size()}, Filling::nothing);
    return text;
  }

  /// Whether the error at `error` is due to a placeholder: in one, or at the word after it.
  [[nodiscard]] bool is_stuck(const TemplatedStatement& statement, std::size_t error) const {
    const std::size_t at = statement.range.begin + error;
    if (error == no_error || at >= statement.range.end) return false;
    const std::size_t before = at == 0 ? at : sql_.find_last_not_of(" \t\r\n", at - 1);
    return std::ranges::any_of(statement.sites, [&](const Site& site) {
      const text::Range range = site.placeholder.range;
      return range.contains(at) || (is_word_start(sql_[at]) && range.contains(before));
    });
  }

  /// Changes fillings while the parser gets farther; returns where it finally stops in the
  /// statement.
  std::size_t search(TemplatedStatement& statement) {
    std::size_t error = find_error(filled(statement));
    while (error != no_error) {
      const std::size_t stopped = go_farther(statement, error);
      if (stopped == error) break;
      error = stopped;
    }
    return error;
  }

  /// Tries the other fillings of the placeholders before `error`, nearest first, until the parser
  /// gets farther; returns where it then stops, or `error`.
  std::size_t go_farther(TemplatedStatement& statement, std::size_t error) {
    std::size_t suspects = 0;
    for (std::size_t index = statement.sites.size(); index-- > 0 && suspects < max_suspects;) {
      const Site& site = statement.sites[index];
      const bool is_behind = site.placeholder.range.begin > statement.range.begin + error;
      if (is_behind || site.fillings.size() == 1) continue;
      ++suspects;
      const std::size_t chosen = statement.chosen[index];
      for (std::size_t filling = 0; filling < site.fillings.size(); ++filling) {
        if (filling == chosen || !may_try(statement.range)) continue;
        statement.chosen[index] = filling;
        const std::size_t stopped = find_error(filled(statement));
        if (stopped > error) return stopped;
      }
      statement.chosen[index] = chosen;
    }
    return error;
  }

  bool may_try(text::Range range) {
    const std::size_t cost = std::min(range.size(), budget_);
    budget_ -= cost;
    return budget_ > 0;
  }

  /// The statement's text with the chosen fillings.
  [[nodiscard]] std::string filled(const TemplatedStatement& statement) const {
    std::string text = sql_.substr(statement.range.begin, statement.range.size());
    const auto fill_in_text = [&](text::Range range, Filling filling) {
      range.begin -= statement.range.begin;
      range.end = std::min(range.end - statement.range.begin, text.size());
      fill(text, range, filling);
    };
    for (std::size_t index = 0; index < statement.sites.size(); ++index) {
      const Site& site = statement.sites[index];
      fill_in_text(site.placeholder.range, site.fillings[statement.chosen[index]]);
    }
    for (std::size_t index = 0; index < statement.sites.size(); ++index) {
      const Site& site = statement.sites[index];
      const Filling filling = site.fillings[statement.chosen[index]];
      if (filling == Filling::no_branch) fill_in_text(site.branch, Filling::nothing);
    }
    return text;
  }

  void put(text::Range range, const std::string& text) {
    filled_.replace(range.begin, range.size(), text);
  }

  /// The byte offset where the parser stops in `text`.
  [[nodiscard]] std::size_t find_error(const std::string& text) {
    arena_.reset();
    std::vector<Statement> ignored;
    ParseProblem problem;
    const text::Range whole = {.begin = 0, .end = text.size()};
    const bool parses = parse_raw(text, whole, Grammar::statements, ignored, problem);
    return parses ? no_error : problem.range.begin;
  }

  const std::string& sql_;
  std::string filled_;
  PlaceholderMode mode_;
  Arena arena_;
  std::vector<Site> sites_;
  std::size_t budget_;
};

}  // namespace

std::optional<FilledText> fill_placeholders(const std::string& sql,
                                            const PlaceholderSetting& setting,
                                            std::span<const PsqlVariable> variables) {
  const bool has_some = !variables.empty() || may_hold_placeholders(sql, setting.styles);
  return has_some ? Filler(sql, setting, variables).run() : std::nullopt;
}

Notice placeholder_notice(std::string_view content, text::Range first) {
  constexpr std::size_t longest = 40;
  const std::string_view written = content.substr(first.begin, first.size());
  const std::string_view line = written.substr(0, text::find_line_end(written, 0));
  const bool is_short = line.size() == written.size() && line.size() <= longest;
  const std::string example = is_short ? " such as `" + std::string(line) + "`" : "";
  const std::string_view what = line.starts_with(':') ? "psql variables" : "template placeholders";
  return {.kind = NoticeKind::placeholders,
          .range = {.begin = first.begin, .end = first.begin + line.size()},
          .message = std::string(what) + example +
                     " were replaced by names or values to parse this file, so findings may miss "
                     "what they stand for"};
}

std::optional<FilledText> fill_likeliest(const std::string& sql, PlaceholderStyles styles,
                                         Branches branches) {
  if (!may_hold_placeholders(sql, styles)) return std::nullopt;
  const std::vector<Site> sites = make_sites(sql, find_placeholders(sql, styles));
  if (sites.empty()) return std::nullopt;
  FilledText filled = {.sql = sql, .first = sites.front().placeholder.range};
  for (const Site& site : sites) fill(filled.sql, site.placeholder.range, site.fillings.front());
  if (branches == Branches::all) return filled;
  for (const Site& site : sites) {
    const bool is_other = site.placeholder.role == PlaceholderRole::other;
    if (is_other) fill(filled.sql, site.branch, Filling::nothing);
  }
  return filled;
}

}  // namespace pglint::parse
