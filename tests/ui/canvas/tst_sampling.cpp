// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstring>

#include <QTest>

#include "tests/support/masks.h"
#include "ui/canvas/sampling.h"

using namespace frisket;
using namespace frisket::test;
using namespace frisket::ui;

namespace {
const double kScales[]{1.0 / 512, 1 / 7.3, 1 / 7.0, 0.25, 1 / 3.0, 0.4, 0.5, 0.63, 0.75, 0.99, 1.0,
                       1.01,      1.25,    1.5,     2.0,  2.7,     3.0, 8.0, 12.8, 16.0, 64.0};
const std::int64_t kSizes[]{1, 2, 3, 7, 63, 64, 65, 130, 1000};

/// The image pixel under the centre of a device pixel.
std::int64_t under(std::int64_t device, double scale) {
    return static_cast<std::int64_t>(std::floor((static_cast<double>(device) + 0.5) / scale));
}

QString where(double scale, std::int64_t size, std::int64_t device) {
    return QString("scale %1, size %2, device pixel %3").arg(scale).arg(size).arg(device);
}
}  // namespace

class TestSampling : public QObject {
    Q_OBJECT

private slots:
    void extentCountsThePixelsWhoseCentreIsInside() {
        for (const double scale : kScales) {
            for (const std::int64_t size : kSizes) {
                const std::int64_t extent = deviceExtent(size, scale);
                QVERIFY(extent >= 1);
                QVERIFY2(extent == 1 || under(extent - 1, scale) < size,
                         qPrintable(where(scale, size, extent - 1)));
                QVERIFY2(under(extent, scale) >= size, qPrintable(where(scale, size, extent)));
            }
            QCOMPARE(deviceExtent(0, scale), std::int64_t{0});
        }
    }

    void stepIsThePowerOfTwoThatLeavesASampleForEachDevicePixel() {
        for (const double scale : kScales) {
            const std::int64_t step = samplingStep(scale);
            QVERIFY(step >= 1 && (step & (step - 1)) == 0);
            QVERIFY2(static_cast<double>(step) * scale <= 1 || step == 1,
                     qPrintable(QString::number(scale)));
            QVERIFY2(static_cast<double>(2 * step) * scale > 1, qPrintable(QString::number(scale)));
        }
        QCOMPARE(samplingStep(0.25), std::int64_t{4});
        QCOMPARE(samplingStep(1 / 7.3), std::int64_t{4});
        QCOMPARE(samplingStep(0.99), std::int64_t{1});
    }

    void whatIsSampledStaysWhileZoomingIn() {
        // The places that can be seen at a zoom are among those of every nearer one: no label
        // flickers between two of its pixels.
        for (const double far : kScales) {
            for (const double near : kScales) {
                if (far < near) {
                    QCOMPARE(samplingStep(far) % samplingStep(near), std::int64_t{0});
                }
            }
        }
    }

    void samplesAreThePixelsUnderTheCentres() {
        Random random;
        for (const double scale : kScales) {
            for (const std::int64_t size : kSizes) {
                const std::int64_t extent = deviceExtent(size, scale);
                for (int round = 0; round < 8; ++round) {
                    const std::int64_t begin = round == 0 ? 0 : random.between(0, extent - 1);
                    const std::int64_t end =
                        round == 0 ? extent : random.between(begin + 1, extent);
                    checkAxis(begin, std::min(end, begin + 3000), size, scale);
                }
            }
        }
    }

    void emptyAxesHaveNoSamples() {
        for (const auto& [begin, end, size] :
             {std::array<std::int64_t, 3>{5, 5, 10}, {6, 5, 10}, {0, 5, 0}}) {
            const AxisSampling axis = sampleAxis(begin, end, size, 2);
            QCOMPARE(axis.count(), std::int64_t{0});
            QVERIFY(axis.index.empty());
        }
    }

    void rowsExpandByTheIndex() {
        Random random;
        for (const std::int64_t size : {1, 2, 4, 8}) {
            for (const std::size_t count : {0U, 1U, 5U, 64U, 100U}) {
                std::vector<std::byte> from(static_cast<std::size_t>(40 * size));
                for (std::byte& byte : from) {
                    byte = static_cast<std::byte>(random.between(0, 255));
                }
                const auto index = randomIndex(count, 39, random);
                const auto bytes = static_cast<std::size_t>(size);
                std::vector<std::byte> to(count * bytes + 1, std::byte{0x5a});
                expandRow(from.data(), size, index, to.data());
                for (std::size_t i = 0; i < count; ++i) {
                    QVERIFY(std::memcmp(&to[i * bytes],
                                        &from[static_cast<std::size_t>(index[i]) * bytes],
                                        bytes) == 0);
                }
                QCOMPARE(to.back(), std::byte{0x5a});
            }
        }
    }

    void bitsExpandByTheIndex() {
        Random random;
        for (const std::size_t count : {0U, 1U, 63U, 64U, 65U, 128U, 200U}) {
            const condition::Word from[3]{random.next(), random.next(), random.next()};
            const auto index = randomIndex(count, 191, random);
            const auto words =
                static_cast<std::size_t>(condition::wordsFor(static_cast<std::int64_t>(count)));
            std::vector<condition::Word> to(words + 1, 0x5a5a5a5a5a5a5a5aU);
            expandBits(from, index, to.data());
            for (std::size_t i = 0; i < words * 64; ++i) {
                const auto bit = [](const condition::Word* run, std::size_t place) {
                    return ((run[place / 64] >> (place % 64)) & 1U) != 0;
                };
                const bool expected = i < count && bit(from, static_cast<std::size_t>(index[i]));
                QCOMPARE(bit(to.data(), i), expected);
            }
            QCOMPARE(to.back(), condition::Word{0x5a5a5a5a5a5a5a5aU});
        }
    }

private:
    static std::vector<std::int32_t> randomIndex(std::size_t count, std::int64_t most,
                                                 Random& random) {
        std::vector<std::int32_t> index(count);
        for (std::int32_t& place : index) {
            place = static_cast<std::int32_t>(random.between(0, most));
        }
        return index;
    }

    static void checkAxis(std::int64_t begin, std::int64_t end, std::int64_t size, double scale) {
        const std::int64_t step = samplingStep(scale);
        const AxisSampling axis = sampleAxis(begin, end, size, scale);
        QCOMPARE(static_cast<std::int64_t>(axis.index.size()), end - begin);
        QVERIFY(axis.count() >= 1 && axis.pixels.front() >= 0 && axis.pixels.back() < size);
        QVERIFY(std::is_sorted(axis.pixels.begin(), axis.pixels.end()));
        bool identity = true;
        for (std::int64_t device = begin; device < end; ++device) {
            const std::int32_t place = axis.index[static_cast<std::size_t>(device - begin)];
            QVERIFY(place >= 0 && place < axis.count());
            const std::int64_t pixel = std::min(under(device, scale), size - 1);
            QVERIFY2(axis.pixels[static_cast<std::size_t>(place)] == pixel / step * step,
                     qPrintable(where(scale, size, device)));
            identity = identity && place == device - begin;
        }
        QCOMPARE(axis.identity, identity && axis.count() == end - begin);
    }
};

QTEST_APPLESS_MAIN(TestSampling)
#include "tst_sampling.moc"
