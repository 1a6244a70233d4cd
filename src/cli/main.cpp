#include <cstdio>
#include "engine/run.h"
#include "text/line_index.h"
using namespace pglint;
int main(int argc, char** argv) {
  std::vector<Input> inputs;
  for (int i = 1; i < argc; ++i) inputs.push_back({argv[i]});
  Settings settings;
  settings.rules = select_rules({}).value();
  lint_files(inputs, settings, 2, [](FileResult&& result) {
    const text::LineIndex lines(result.content);
    for (const Finding& finding : result.findings) {
      const auto at = lines.position(finding.range.begin);
      std::printf("%s:%zu:%zu %s [%s] <<%s>>\n", result.path.c_str(), at.line, at.column, finding.message.c_str(),
                  std::string(finding.rule->id).c_str(),
                  result.content.substr(finding.range.begin, finding.range.size()).c_str());
    }
  });
}
