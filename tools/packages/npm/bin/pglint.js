#!/usr/bin/env node
// Runs the program in the package for this platform.
"use strict";

const { spawnSync } = require("node:child_process");
const { name: self, optionalDependencies } = require("../package.json");

const platform = `${process.platform}-${process.arch}`;
const name = `${self}-${platform}`;

/** The program's path; without one it says why and ends. */
function findProgram() {
  try {
    return require.resolve(`${name}/bin/pglint`);
  } catch {
    const has = Object.keys(optionalDependencies).join(", ");
    const why = name in optionalDependencies
      ? `its package ${name} is not installed; install ${self} without --omit=optional or --no-optional`
      : `there is no program for ${platform}, only ${has}; build pglint from its sources`;
    process.stderr.write(`pglint: ${why}\n`);
    process.exit(2);
  }
}

const done = spawnSync(findProgram(), process.argv.slice(2), { stdio: "inherit" });
if (done.error) {
  process.stderr.write(`pglint: cannot start the program: ${done.error.message}\n`);
  process.exit(2);
}
if (done.signal) process.kill(process.pid, done.signal);
process.exit(done.status ?? 2);
