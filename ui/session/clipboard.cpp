// SPDX-License-Identifier: MIT
#include "ui/session/clipboard.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include <QBuffer>
#include <QDataStream>
#include <QImageReader>
#include <QtEndian>

#include "core/condition/rle.h"
#include "core/condition/row_edges.h"
#include "core/io/rle_text.h"

namespace frisket::session {

namespace {
using base::ErrorCode;
using condition::BitRegion;
using condition::kWordBits;
using condition::Word;

constexpr quint32 kMagic = 0x46726b42;  // "FrkB"
constexpr quint32 kVersion = 1;
/// Half of all there is: opaque, bright.
constexpr int kHalf = 128;

tl::unexpected<base::Error> broken() {
    return base::fail(ErrorCode::Format,
                      Document::tr("The copied selection is damaged.").toStdString(),
                      Document::tr("Copy it again.").toStdString());
}

std::int64_t bytesOf(const BitRegion& bits) {
    return bits.wordsPerRow() * bits.box().height() * std::int64_t{sizeof(Word)};
}

/// White where a pixel is set.
QImage imageOf(const BitRegion& bits) {
    const base::Rect& box = bits.box();
    QImage image(static_cast<int>(box.width()), static_cast<int>(box.height()),
                 QImage::Format_MonoLSB);
    image.setColorTable({qRgb(0, 0, 0), qRgb(255, 255, 255)});
    std::vector<Word> row(static_cast<std::size_t>(condition::wordsFor(box.width())));
    for (std::int64_t y = 0; y < box.height(); ++y) {
        condition::copyBits(bits.row(box.y0 + y), box.x0 - bits.originX(), box.width(), row.data());
        std::memcpy(image.scanLine(static_cast<int>(y)), row.data(),
                    static_cast<std::size_t>((box.width() + 7) / 8));
    }
    return image;
}

base::Result<QImage> readImage(QByteArray png) {
    QBuffer buffer(&png);
    QImageReader reader(&buffer);
    QImage image = reader.read();
    if (image.isNull()) {
        return base::fail(ErrorCode::Format,
                          Document::tr("The picture on the clipboard can't be read: %1.")
                              .arg(reader.errorString())
                              .toStdString());
    }
    return image;
}

base::Result<Clip> clipOfImage(const QImage& image) {
    if (image.isNull()) {
        return base::fail(ErrorCode::Format,
                          Document::tr("The picture on the clipboard is empty.").toStdString());
    }
    return Clip{Clip::Kind::Image, bitsOfImage(image), image.width(), image.height()};
}

base::Result<Clip> clipOfText(const QString& text, base::Progress& progress) {
    const auto lengths = io::readRleJson(text.toStdString());
    if (!lengths) {
        return base::passOn(lengths);
    }
    auto bits = condition::regionOf(*lengths, &progress);
    if (!bits) {
        return base::passOn(bits);
    }
    return Clip{Clip::Kind::Text, *std::move(bits), lengths->width, lengths->height};
}
}  // namespace

QByteArray packedBits(const BitRegion& bits, std::int64_t width, std::int64_t height) {
    static_assert(std::endian::native == std::endian::little);
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_0);
    const base::Rect& box = bits.box();
    stream << kMagic << kVersion;
    for (const std::int64_t number : {width, height, box.x0, box.y0, box.x1, box.y1}) {
        stream << qint64{number};
    }
    constexpr int kFast = 1;
    stream << qCompress(reinterpret_cast<const uchar*>(bits.row(box.y0)),
                        static_cast<qsizetype>(bytesOf(bits)), kFast);
    return bytes;
}

base::Result<Clip> unpackedBits(const QByteArray& bytes) {
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_0);
    quint32 magic = 0;
    quint32 version = 0;
    stream >> magic >> version;
    qint64 numbers[6] = {};
    for (qint64& number : numbers) {
        stream >> number;
    }
    QByteArray packed;
    stream >> packed;
    const auto [width, height, x0, y0, x1, y1] = numbers;
    const bool inPlane = x0 >= 0 && y0 >= 0 && x0 < x1 && y0 < y1 && x1 <= width && y1 <= height;
    if (stream.status() != QDataStream::Ok || magic != kMagic || version != kVersion || !inPlane ||
        !condition::checkRunSize(height, width)) {
        return broken();
    }
    // What zlib is to expect is said in front; it would reserve whatever stands there.
    const base::Rect box{x0, y0, x1, y1};
    const std::int64_t words = condition::wordsFor(x1 - x0 / kWordBits * kWordBits);
    const std::int64_t expected = words * box.height() * std::int64_t{sizeof(Word)};
    if (packed.size() < 4 || qFromBigEndian<quint32>(packed.constData()) != expected) {
        return broken();
    }
    const QByteArray plain = qUncompress(packed);
    if (plain.size() != expected) {
        return broken();
    }
    Clip clip{Clip::Kind::Bits, BitRegion(box), width, height};
    std::memcpy(clip.bits.row(y0), plain.constData(), static_cast<std::size_t>(expected));
    for (std::int64_t y = y0; y < y1; ++y) {
        condition::trimRow(clip.bits, y);  // of another hand
    }
    return clip;
}

BitRegion bitsOfImage(const QImage& image) {
    BitRegion bits({0, 0, image.width(), image.height()});
    std::vector<std::uint8_t> line(static_cast<std::size_t>(image.width()));
    const auto fill = [&](const auto& counts) {
        bool any = false;
        for (int y = 0; y < image.height(); ++y) {
            // A row at a time, so that the whole picture is not there four times.
            const QImage row =
                image.copy(0, y, image.width(), 1).convertToFormat(QImage::Format_ARGB32);
            const auto* pixels = reinterpret_cast<const QRgb*>(row.constScanLine(0));
            for (std::size_t x = 0; x < line.size(); ++x) {
                line[x] = counts(pixels[x]) ? 1 : 0;
                any = any || line[x] != 0;
            }
            condition::bytesToBits(line.data(), image.width(), bits.row(y));
        }
        return any;
    };
    const auto opaque = [](QRgb pixel) { return qAlpha(pixel) >= kHalf; };
    if (image.hasAlphaChannel() && fill([&](QRgb pixel) { return !opaque(pixel); })) {
        fill(opaque);
    } else if (!fill([](QRgb pixel) { return qGray(pixel) >= kHalf; })) {
        fill([](QRgb pixel) { return (pixel & 0xffffffU) != 0; });
    }
    return bits;
}

base::Result<std::unique_ptr<QMimeData>> clipOf(Document& document,
                                                std::shared_ptr<const BitRegion> bits) {
    if (document.busy()) {
        return tl::unexpected(document.busyError());
    }
    struct Forms {
        QByteArray own;
        QImage image;
        QString text;
    };
    const auto forms = std::make_shared<Forms>();
    const Jobs::Busy busy(document.jobs(), Document::tr("Copying"));
    const base::Status made = document.jobs().inBackground(
        Jobs::OnCancel::Leave, [forms, bits, width = document.planeWidth(),
                                height = document.planeHeight()](base::Progress& progress) {
            forms->own = packedBits(*bits, width, height);
            if (bits->box().width() * bits->box().height() <= kMostClipImage) {
                forms->image = imageOf(*bits);
            }
            const auto runs = condition::runsOf(*bits, height, width, kMostClipRuns, &progress);
            if (runs) {
                forms->text = QString::fromStdString(io::rleJson(*runs));
            } else if (runs.error().code == ErrorCode::Cancelled) {
                return base::Status(base::passOn(runs));
            }  // else too large a text: the other forms are there
            return base::proceed(&progress);
        });
    if (!made) {
        return base::passOn(made);
    }
    auto data = std::make_unique<QMimeData>();
    data->setData(QLatin1String(kBitsType), forms->own);
    if (!forms->image.isNull()) {
        data->setImageData(forms->image);
    }
    if (!forms->text.isEmpty()) {
        data->setText(forms->text);
    }
    return data;
}

base::Result<Clip> readClip(Document& document, const QMimeData& data) {
    if (document.busy()) {
        return tl::unexpected(document.busyError());
    }
    // The clipboard may become another one while the event loop turns: its bytes are taken first.
    const QString pngType = QStringLiteral("image/png");
    std::function<base::Result<Clip>(base::Progress&)> read;
    if (data.hasFormat(QLatin1String(kBitsType))) {
        read = [bytes = data.data(QLatin1String(kBitsType))](base::Progress&) {
            return unpackedBits(bytes);
        };
    } else if (data.hasFormat(pngType)) {
        read = [png = data.data(pngType)](base::Progress&) {
            const auto image = readImage(png);
            return image ? clipOfImage(*image) : base::Result<Clip>(base::passOn(image));
        };
    } else if (data.hasImage()) {
        read = [image = qvariant_cast<QImage>(data.imageData())](base::Progress&) {
            return clipOfImage(image);
        };
    } else if (data.hasText()) {
        read = [text = data.text()](base::Progress& progress) {
            return clipOfText(text, progress);
        };
    } else {
        return base::fail(
            ErrorCode::NotFound,
            Document::tr("The clipboard has neither a selection nor a picture nor text.")
                .toStdString());
    }
    const Jobs::Busy busy(document.jobs(), Document::tr("Reading the clipboard"));
    const auto clip = std::make_shared<Clip>();
    const base::Status done = document.jobs().inBackground(
        Jobs::OnCancel::Leave, [clip, read = std::move(read)](base::Progress& progress) {
            auto found = read(progress);
            if (!found) {
                return base::Status(base::passOn(found));
            }
            *clip = *std::move(found);
            return base::proceed(&progress);
        });
    if (!done) {
        return base::passOn(done);
    }
    return std::move(*clip);
}

}  // namespace frisket::session
