// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/io/recipe.h"
#include "core/io/rle_text.h"
#include "tests/support/random.h"

namespace frisket::io {

namespace {
using test::Random;

std::string randomText(Random& random) {
    static const std::vector<std::string> kTexts{
        "cells", "it's \"odd\"\n", "\xc3\xa9", std::string("a\0b", 3), "\\", "#"};
    return kTexts[static_cast<std::size_t>(random.between(0, 5))];
}

RecipeOperand randomOperand(Random& random, assign::Role role) {
    RecipeOperand operand;
    operand.file = random.chance(50) ? "/folder/a.npy" : "/else where/b.png";
    operand.view = random.chance(30) ? "[0]" : "";
    if (random.chance(30)) {
        operand.planeY = 1;
        operand.planeX = 0;
    }
    if (random.chance(20)) {
        operand.part.key = randomText(random);
    }
    if (random.chance(20)) {
        operand.part.page = random.between(0, 9);
    }
    const bool hasSteps = role != assign::Role::Destination;
    for (std::int64_t i = 0; hasSteps && i < random.between(0, 2); ++i) {
        assign::Fix fix;
        fix.operand = role;
        fix.kind = assign::Fix::Kind::Combined;
        fix.view = ".T";
        if (random.chance(50)) {
            fix.kind = random.chance(50) ? assign::Fix::Kind::Pad : assign::Fix::Kind::Resize;
            fix.shape = {3, 4};
        }
        operand.steps.push_back(fix);
    }
    return operand;
}

Recipe randomRecipe(Random& random) {
    Recipe recipe;
    recipe.destination = randomOperand(random, assign::Role::Destination);
    if (random.chance(70)) {
        recipe.source = randomOperand(random, assign::Role::Source);
        if (random.chance(50)) {
            recipe.sourceRule = "relabel(source, {1: 2})";
            if (random.chance(50)) {
                recipe.source->file.clear();
                recipe.source->view.clear();
            }
        }
    } else {
        recipe.value = std::string(1, '3');
        recipe.mode = assign::Mode::Fill;
    }
    const PaintedCondition painted{{2, 3}, {1, 2, 3}};
    if (random.chance(30)) {
        recipe.condition = randomOperand(random, assign::Role::Condition);
    } else if (random.chance(30)) {
        recipe.painted = painted;
    } else {
        recipe.stack.emplace();
        if (random.chance(50)) {
            recipe.stack->shape = array::Shape{2, 3};
        }
        for (std::int64_t i = 0; i < random.between(0, 5); ++i) {
            RecipeLayer layer;
            layer.name = randomText(random);
            layer.on = random.chance(70);
            layer.combine = condition::kAllCombines[static_cast<std::size_t>(random.between(0, 3))];
            if (random.chance(40)) {
                layer.rule = "source == 3 # " + randomText(random);
            } else if (random.chance(50)) {
                layer.file = randomOperand(random, assign::Role::Condition);
                layer.file.planeY = -2;  // a condition's own
                layer.file.planeX = -1;
            } else {
                layer.painted = painted;
            }
            recipe.stack->layers.push_back(std::move(layer));
        }
    }
    for (std::int64_t i = 0; i < random.between(0, 2); ++i) {
        recipe.arrays.push_back({std::string(1, static_cast<char>('p' + i)),
                                 randomOperand(random, assign::Role::Destination)});
    }
    recipe.backdrop = random.chance(50) ? "/folder/photo.jpg" : "";
    if (random.chance(50)) {
        recipe.labels = {{-3, randomText(random)}, {7, "dog"}};
    }
    return recipe;
}
}  // namespace

class TestRecipe : public QObject {
    Q_OBJECT
private slots:
    void isReadAsItWasWritten() {
        Random random;
        for (int round = 0; round < 500; ++round) {
            const Recipe recipe = randomRecipe(random);
            const std::string text = recipe.toJson("/folder");
            const auto read = readRecipe(text, "/folder");
            QVERIFY2(read.has_value(), qPrintable(QString::fromStdString(
                                           (read ? std::string() : read.error().text()) + text)));
            QCOMPARE(read->toJson("/folder"), text);
            QCOMPARE(read->destination.file, recipe.destination.file);
            QCOMPARE(read->sourceRule, recipe.sourceRule);
            QCOMPARE(read->stack.has_value(), recipe.stack.has_value());
            for (std::size_t i = 0; recipe.stack && i < recipe.stack->layers.size(); ++i) {
                const RecipeLayer& mine = recipe.stack->layers[i];
                const RecipeLayer& other = read->stack->layers[i];
                QCOMPARE(other.name, mine.name);
                QCOMPARE(other.on, mine.on);
                QCOMPARE(other.combine, mine.combine);
                QCOMPARE(other.rule, mine.rule);
                QCOMPARE(other.file.file, mine.file.file);
                QVERIFY(other.painted.runs == mine.painted.runs);
            }
            QVERIFY(read->labels == recipe.labels);
        }
    }

    /// A name that is no UTF-8 is written as something that can be read.
    void oddBytes() {
        Recipe recipe;
        recipe.destination.file = "/folder/\xff.npy";
        recipe.value = std::string(1, '1');
        recipe.painted = {{1}, {1}};
        QVERIFY(readRecipe(recipe.toJson("/folder"), "/folder").has_value());
    }

    /// Texts that were cut or changed at random are read or refused.
    void changedBytes() {
        Random random;
        int refused = 0;
        for (int round = 0; round < 3000; ++round) {
            std::string text = randomRecipe(random).toJson("/folder");
            for (std::int64_t i = 0; i <= random.between(0, 3); ++i) {
                const auto place =
                    static_cast<std::size_t>(random.between(0, std::ssize(text) - 1));
                if (random.chance(50)) {
                    text[place] = static_cast<char>(random.between(0, 255));
                } else {
                    text.erase(place, static_cast<std::size_t>(random.between(1, 8)));
                }
            }
            const auto read = readRecipe(text, "/folder");
            refused += read ? 0 : 1;
            if (read && !readRecipe(read->toJson("/folder"), "/folder")) {
                QFAIL(text.c_str());
            }
        }
        QVERIFY(refused > 1000);
    }
};

}  // namespace frisket::io

QTEST_APPLESS_MAIN(frisket::io::TestRecipe)
#include "tst_recipe.moc"
