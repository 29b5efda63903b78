// SPDX-License-Identifier: MIT
#include "core/base/error.h"

#include <cerrno>
#include <system_error>

#include "core/base/text.h"

namespace frisket::base {

std::string Error::text() const { return hint.empty() ? message : joined(message, "\n", hint); }

Error systemError(int number, std::string_view doing, std::string_view path) {
    const std::string reason = std::generic_category().message(number);
    Error error{ErrorCode::Io, joined(path, ": can't ", doing, ": ", reason, "."), {}};
    switch (number) {
        case ENOENT:
            error.code = ErrorCode::NotFound;
            error.hint = "Check the path.";
            break;
        case EACCES:
        case EPERM:
        case EROFS:
            error.code = ErrorCode::Permission;
            error.hint = "Choose another place, or change the permissions.";
            break;
        case ENOSPC:
        case EDQUOT:
            error.code = ErrorCode::NoSpace;
            error.hint = "Free some space or choose another disk.";
            break;
        case EISDIR:
            error.hint = "Name a file, not a folder.";
            break;
        default:
            break;
    }
    return error;
}

}  // namespace frisket::base
