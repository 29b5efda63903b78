// SPDX-License-Identifier: MIT
// Makes the sample at build time: a micrograph that nobody took, an annotation of it, a model's
// prediction and a condition. All is computed, and the same on every machine of a kind.
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "app/sample/labels.h"
#include "app/sample/photo.h"
#include "app/sample/png_file.h"
#include "core/base/error.h"

namespace {
namespace sample = frisket::sample;

class Writer {
public:
    explicit Writer(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    [[nodiscard]] bool png(const char* name, sample::PngKind kind,
                           std::span<const std::uint8_t> bytes) const {
        std::vector<std::array<std::uint8_t, 3>> palette;
        if (kind == sample::PngKind::Palette) {
            for (const auto& style : sample::kLabelStyles) {
                palette.push_back(style.colour);
            }
        }
        const std::string path = m_folder / name;
        errno = 0;
        return sample::writePng(path.c_str(), kind, sample::kWidth, sample::kHeight, bytes,
                                palette) ||
               complain(path);
    }

    /// One name a line; the line's number, from 0, is the label.
    [[nodiscard]] bool labelNames(const char* name) const {
        const std::string path = m_folder / name;
        std::ofstream file(path);
        for (const auto& style : sample::kLabelStyles) {
            file << style.name << '\n';
        }
        file.close();
        return !file.fail() || complain(path);
    }

private:
    static bool complain(const std::string& path) {
        const auto error = frisket::base::systemError(errno == 0 ? EIO : errno, "write", path);
        std::fprintf(stderr, "%s\n", error.text().c_str());
        return false;
    }

    std::filesystem::path m_folder;
};
}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: frisket-sample FOLDER\n", stderr);
        return 2;
    }
    const sample::Scene scene = sample::makeScene();
    const sample::CellMap map = sample::mapCells(scene);
    const auto truth = sample::trueLabels(scene, map);
    const auto destination = sample::annotatedLabels(scene, map, truth);
    const auto source = sample::predictedLabels(scene, map, truth);
    const auto condition = sample::proposedCondition(scene, map, destination, source);

    const Writer writer(argv[1]);
    const bool written =
        writer.png("photo.png", sample::PngKind::Rgb, sample::takePhoto(scene, map)) &&
        writer.png("destination.png", sample::PngKind::Palette, destination) &&
        writer.png("source.png", sample::PngKind::Palette, source) &&
        writer.png("condition.png", sample::PngKind::Grey, condition) &&
        writer.labelNames("labels.txt");
    return written ? 0 : 1;
}
