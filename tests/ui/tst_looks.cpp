// SPDX-License-Identifier: MIT
#include <QApplication>
#include <QDir>
#include <QGridLayout>
#include <QLabel>
#include <QMessageBox>
#include <QRegularExpression>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include "tests/support/io_support.h"
#include "tests/support/mask_files.h"
#include "tests/support/plans.h"
#include "ui/actions.h"
#include "ui/axis_bar.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/go_to_dialog.h"
#include "ui/dialogs/questions.h"
#include "ui/dialogs/role_dialog.h"
#include "ui/docks/broadcast_dock.h"
#include "ui/docks/cast_dock.h"
#include "ui/docks/histogram_dock.h"
#include "ui/docks/labels_dock.h"
#include "ui/docks/layers_dock.h"
#include "ui/docks/modes_dock.h"
#include "ui/docks/pixel_dock.h"
#include "ui/docks/profile_dock.h"
#include "ui/docks/sharing_panel.h"
#include "ui/icons.h"
#include "ui/theme.h"

using namespace frisket;
using namespace frisket::ui;
using array::DType;
using session::LayerId;
using support::PlanCase;

/// Shows each dock and dialog in both themes, narrow and roomy, and looks for controls that have
/// less room than they need. With FRISKET_SHOTS=folder the pictures are kept there for a person.
class TestLooks : public QObject {
    Q_OBJECT

private slots:
    void nothingIsCramped_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("width");
        for (const bool dark : {false, true}) {
            const auto row = [dark](const char* what, int width) {
                const auto name =
                    QStringLiteral("%1-%2-%3").arg(what, dark ? "dark" : "light").arg(width);
                QTest::newRow(qPrintable(name)) << what << dark << width;
            };
            for (const int width : {0, 340}) {
                row("layers", width);
                row("layers-empty", width);
                row("layers-both", width);
                row("layers-ramp", width);
                row("layers-difference", width);
                row("labels", width);
                row("labels-empty", width);
                row("broadcast", width);
                row("broadcast-shared", width);
                row("broadcast-fill", width);
                row("broadcast-refusal", width);
                row("broadcast-empty", width);
                row("pixel", width);
                row("modes", width);
                row("cast", width);
                row("cast-offers", width);
                row("histogram", width);
                row("profile", width);
            }
            row("go-to", 0);
            row("axes", 0);
            row("axes", 900);
            row("roles", 0);
            row("export", 0);
            row("about", 0);
            row("unsaved", 0);
            row("error", 0);
            row("icons", 0);
        }
    }
    void nothingIsCramped() {
        QFETCH(QString, what);
        QFETCH(bool, dark);
        QFETCH(int, width);
        applyTheme(*qApp, dark ? Theme::Dark : Theme::Light);
        if (what == "unsaved" || what == "error") {
            QTimer::singleShot(0, this, [this] { look(*QApplication::activeModalWidget(), true); });
            if (what == "error") {
                showError(nullptr, "Opening the source",
                          {base::ErrorCode::Unsupported,
                           "pred.pt: this is a PyTorch file, and reading one runs code.",
                           "Save the tensor with numpy.save and open that."});
            } else {
                (void)askUnsaved(nullptr, Occasion::Close, {"gt.png", true, true});
            }
            return;
        }
        const std::unique_ptr<QWidget> widget = make(what);
        const QSize least = widget->minimumSizeHint();
        widget->resize(width == 0 ? std::max(least.width(), widget->minimumWidth()) : width,
                       what.contains(QRegularExpression(
                           "layers|broadcast|labels|modes|cast-offers|pixel|histogram|profile"))
                           ? 520
                           : widget->sizeHint().height());
        widget->show();
        QVERIFY(QTest::qWaitForWindowExposed(widget.get()));
        look(*widget, false);
    }

    void themeCanSwitch_data() {
        QTest::addColumn<QString>("what");
        QTest::newRow("layers") << "layers";
        QTest::newRow("ramp") << "layers-ramp";
        QTest::newRow("labels") << "labels";
        QTest::newRow("broadcast") << "broadcast";
        QTest::newRow("refusal") << "broadcast-refusal";
        QTest::newRow("empty") << "broadcast-empty";
        QTest::newRow("pixel") << "pixel";
        QTest::newRow("modes") << "modes";
        QTest::newRow("cast") << "cast";
        QTest::newRow("cast-offers") << "cast-offers";
        QTest::newRow("histogram") << "histogram";
        QTest::newRow("profile") << "profile";
    }
    void themeCanSwitch() {
        QFETCH(QString, what);
        const auto switchTo = [](Theme theme) {
            applyTheme(*qApp, theme);
            // Windows are told through the event loop.
            QCoreApplication::processEvents();
        };
        const auto shot = [](QWidget& widget) {
            widget.resize(340, 520);
            widget.show();
            [[maybe_unused]] const bool shown = QTest::qWaitForWindowExposed(&widget);
            return widget.grab().toImage();
        };
        switchTo(Theme::Dark);
        const QImage dark = shot(*make(what));
        switchTo(Theme::Light);
        const std::unique_ptr<QWidget> widget = make(what);
        const QImage light = shot(*widget);
        QVERIFY(light != dark);
        switchTo(Theme::Dark);
        QVERIFY(shot(*widget) == dark);
        switchTo(Theme::Light);
        QVERIFY(shot(*widget) == light);
    }

private:
    std::unique_ptr<QWidget> make(const QString& what) {
        if (what.startsWith("layers")) {
            return layers(what);
        }
        if (what.startsWith("labels")) {
            return labels(what == "labels");
        }
        if (what.startsWith("broadcast")) {
            return broadcast(what);
        }
        if (what == "pixel") {
            return std::make_unique<PixelDock>(m_nothing, m_styles, *m_actions.pinPixel);
        }
        if (what == "modes") {
            return std::make_unique<ModesDock>(m_nothing, m_styles, *m_actions.packingOrder);
        }
        if (what == "cast") {
            return std::make_unique<CastDock>(m_nothing, *m_actions.castMap);
        }
        if (what == "cast-offers") {
            return castWithOffers();
        }
        if (what == "histogram") {
            return std::make_unique<HistogramDock>(m_nothing, m_styles);
        }
        if (what == "profile") {
            return std::make_unique<ProfileDock>(m_nothing, m_styles, m_options);
        }
        if (what == "go-to") {
            return std::make_unique<GoToDialog>(m_nothing, m_styles);
        }
        if (what == "axes") {
            return axes();
        }
        if (what == "roles") {
            return std::make_unique<RoleDialog>(std::vector<FileRole>{
                FileRole{{"/data/voc/JPEGImages/2007_000032.jpg"}, LayerId::Backdrop},
                FileRole{{"/data/voc/SegmentationClass/2007_000032.png"}, LayerId::Destination},
                FileRole{{"/data/voc/predictions/a_model_with_a_long_name/"
                          "2007_000032_a_long_name_too.png"},
                         LayerId::Source},
                FileRole{{"/data/voc/predictions/2007_000032.png"}, LayerId::Source}});
        }
        if (what == "export") {
            return std::make_unique<ExportDialog>(
                std::vector{LayerId::Result, LayerId::Destination, LayerId::Source,
                            LayerId::Condition},
                "/tmp/2007_000032_refined.png", [](LayerId, const QString&) {
                    return QStringLiteral(
                        "8-bit palette PNG, 427×640: values are the indices of "
                        "the labels, with the colours of the destination.");
                });
        }
        if (what == "about") {
            return std::make_unique<AboutDialog>("0.1.0");
        }
        return iconSheet();
    }

    std::unique_ptr<QWidget> layers(const QString& what) {
        for (const LayerId id : session::kAllLayers) {
            m_styles.setStyle(id, session::LayerStyles().style(id));
        }
        session::LayerStyle style = m_styles.style(LayerId::Result);
        style.draw = what == "layers" ? session::Draw::Fill : session::Draw::Both;
        style.difference = what == "layers-difference";
        if (what == "layers-ramp") {
            style.colours = session::ColourChoice::Viridis;
        } else if (what == "layers-both") {
            style.colours = session::ColourChoice::Tint;
        }
        m_styles.setStyle(LayerId::Result, style);
        auto dock = std::make_unique<LayersDock>(&m_styles);
        dock->setRanges([](LayerId) -> std::optional<measure::ValueRanges> {
            return measure::ValueRanges{{-1234.567, 8}, {-1, 5}, true};
        });
        if (what != "layers-empty") {
            dock->setLayer(LayerId::Backdrop, true, "RGB · 427×640 · JPEG", "/d/photo.jpg", {});
            dock->setLayer(LayerId::Destination, true, "uint8 · 427×640 · PNG, palette",
                           "/d/gt.png", {});
            dock->setLayer(LayerId::Source, true, "int32 · 3×427×640 · NPY", "/d/pred.npy",
                           "12 values don't fit uint8");
            dock->setLayer(LayerId::Result, true, "uint8 · 427×640 · live", {}, {});
            dock->setLayer(LayerId::Condition, false, {}, {}, {});
        }
        return dock;
    }

    std::unique_ptr<QWidget> castWithOffers() {
        const QString mask = m_folder.write<std::uint8_t>("cells.png", {2, 3}, {0, 1, 2, 3, 4, 5});
        const QString prediction =
            m_folder.write<std::int64_t>("pred.npy", {2, 3}, {300, 1, 40'000, 3, 4, 5});
        const auto opened = m_wide.openAll(
            {{LayerId::Destination, mask}, {LayerId::Source, prediction}}, session::Others::Keep);
        if (!opened) {
            qFatal("%s", opened.error().text().c_str());
        }
        m_wide.selectAll();
        m_wide.setCasting(assign::Casting::SameKind);
        return std::make_unique<CastDock>(m_wide, *m_actions.castMap);
    }

    std::unique_ptr<QWidget> axes() {
        const auto array = test::randomArray(DType::U8, {2, 3, 4, 16, 40, 50}, 1);
        const base::Status opened =
            m_document.open(LayerId::Destination, m_folder.write("d.npy", array));
        if (!opened) {
            qFatal("%s", opened.error().text().c_str());
        }
        return std::make_unique<AxisBar>(m_document, *m_actions.swapAxes);
    }

    std::unique_ptr<QWidget> labels(bool full) {
        if (full && !m_document.has(LayerId::Destination)) {
            const QString path = m_folder.write<std::uint8_t>(
                "labels.npy", {2, 6}, {0, 1, 1, 2, 3, 4, 5, 200, 255, 17, 18, 19});
            const auto opened = m_document.open(LayerId::Destination, path);
            if (!opened) {
                qFatal("%s", opened.error().text().c_str());
            }
            m_styles.labels().edit([](labels::LabelTable& table) {
                table.setName(1, "a name that is a good deal longer than the column");
                table.setShown(2, false);
                table.setColour(3, labels::Rgb{255, 0, 0});
            });
        }
        auto dock = std::make_unique<LabelsDock>(full ? m_document : m_nothing, m_styles);
        if (full) {
            dock->show();
            const auto filled = [&dock] {
                return dock->findChild<QTableView*>()->model()->rowCount() > 0;
            };
            if (!QTest::qWaitFor(filled)) {
                qFatal("no labels");
            }
        }
        return dock;
    }

    static std::unique_ptr<QWidget> broadcast(const QString& what) {
        auto dock = std::make_unique<BroadcastDock>();
        if (what == "broadcast" || what == "broadcast-shared") {
            dock->showPlan(
                PlanCase{{3, 427, 640}, {1, 427, 640}, {427, 1}, DType::U8, DType::I32}.plan());
        }
        if (what == "broadcast-shared") {
            dock->sharing().setAxes({{0, "axis 0", 3, true, true, false},
                                     {1, "channel", 16, false, false, true},
                                     {2, "axis 2", 640, true, false, false}});
        } else if (what == "broadcast-fill") {
            dock->showPlan(support::fillPlan({427, 640}, {427, 640}, "255"));
        } else if (what == "broadcast-refusal") {
            const PlanCase bad{{427, 640}, {640, 427}, {427, 640}, DType::U8, DType::U16};
            dock->showRefusal(bad.table(), {DType::U8, DType::U16, DType::Bool}, bad.refusal());
        }
        return dock;
    }

    static std::unique_ptr<QWidget> iconSheet() {
        auto sheet = std::make_unique<QWidget>();
        auto* grid = new QGridLayout(sheet.get());
        const QDir folder(":/frisket/icons");
        int i = 0;
        for (const QString& file : folder.entryList()) {
            const QString name = file.section('.', 0, 0);
            const QIcon drawn =
                name == "frisket" ? applicationIcon() : icon(name, sheet->palette());
            auto* normal = new QToolButton(sheet.get());
            normal->setIcon(drawn);
            normal->setIconSize({24, 24});
            auto* disabled = new QToolButton(sheet.get());
            disabled->setIcon(drawn);
            disabled->setIconSize({48, 48});
            disabled->setEnabled(false);
            grid->addWidget(normal, i / 7 * 2, i % 7);
            grid->addWidget(disabled, i / 7 * 2 + 1, i % 7);
            ++i;
        }
        return sheet;
    }

    void look(QWidget& widget, bool closes) {
        for (int i = 0; i < 3; ++i) {
            QCoreApplication::processEvents();
        }
        const QString folder = qEnvironmentVariable("FRISKET_SHOTS");
        if (!folder.isEmpty()) {
            QVERIFY(widget.grab().save(
                QStringLiteral("%1/%2.png").arg(folder, QTest::currentDataTag())));
        }
        QStringList cramped;
        for (const QWidget* child : widget.findChildren<QWidget*>()) {
            // A label that wraps needs the height for its width; a fixed height was chosen.
            const auto* label = qobject_cast<const QLabel*>(child);
            const bool wraps = label != nullptr && label->wordWrap();
            const QSize need = child->minimumSizeHint().expandedTo(child->minimumSize());
            const bool fixed = child->minimumHeight() == child->maximumHeight();
            const int height = fixed   ? child->minimumHeight()
                               : wraps ? label->heightForWidth(label->width())
                                       : need.height();
            // What belongs to a scrolled view has hints of a view of its own.
            const bool part = child->inherits("QScrollBar") || child->inherits("QHeaderView");
            if (child->isVisible() && !part && !child->objectName().startsWith("qt_") &&
                (child->height() < height || (!wraps && child->width() < need.width()))) {
                cramped.append(QStringLiteral("%1 %2x%3, needs %4x%5")
                                   .arg(child->metaObject()->className())
                                   .arg(child->width())
                                   .arg(child->height())
                                   .arg(need.width())
                                   .arg(height));
            }
        }
        if (closes) {
            widget.close();
        }
        QVERIFY2(cramped.isEmpty(), qPrintable(cramped.join('\n')));
    }

    test::MaskFolder m_folder;
    Actions m_actions{nullptr};
    session::LayerStyles m_styles;
    session::ToolOptions m_options;
    session::Document m_document;
    session::Document m_wide;  ///< whose source does not fit its destination
    session::Document m_nothing;
};

QTEST_MAIN(TestLooks)
#include "tst_looks.moc"
