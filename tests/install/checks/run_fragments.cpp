// SPDX-License-Identifier: MIT
/// Made by tst_install.py of docs/core.md: runs its fragments, a line of '=' after each.
void runFragments();

int main() { runFragments(); }
