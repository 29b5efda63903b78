// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace frisket::bench {

/// Runs `arguments` (the first is the program, found as a shell finds it), hands each line of its
/// standard output to `onLine` as it comes, and returns its exit status; 127 where it can't be
/// started, 128 + N where signal N ended it. Standard error stays where it is. Throws
/// std::runtime_error when no pipe can be made.
[[nodiscard]] int runLines(const std::vector<std::string>& arguments,
                           const std::function<void(const std::string&)>& onLine);

/// A directory of its own for files that go away with it.
class TemporaryDirectory {
public:
    /// Throws std::runtime_error when it can't be made.
    TemporaryDirectory();
    ~TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    [[nodiscard]] std::string file(const std::string& name) const { return m_path + "/" + name; }

private:
    std::string m_path;
};

}  // namespace frisket::bench
