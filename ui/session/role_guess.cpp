// SPDX-License-Identifier: MIT
#include "ui/session/role_guess.h"

#include <algorithm>
#include <array>

#include <QDir>
#include <QRegularExpression>
#include <QStringList>

#include "ui/session/core_text.h"

namespace frisket::session {

namespace {
/// How much a word says. "pred_mask" is a prediction and "pred_uncertainty" is about one, so the
/// more special word decides.
enum Strength { Picture = 1, AnyMask, Named, About };

struct Word {
    const char* text;  ///< singular, lower case
    LayerId role;
    Strength strength;
};

constexpr Word kWords[]{
    {"cond", LayerId::Condition, About},
    {"condition", LayerId::Condition, About},
    {"uncertain", LayerId::Condition, About},
    {"uncertainty", LayerId::Condition, About},
    {"select", LayerId::Condition, Named},
    {"selection", LayerId::Condition, Named},
    {"where", LayerId::Condition, Named},
    {"pred", LayerId::Source, Named},
    {"predicted", LayerId::Source, Named},
    {"prediction", LayerId::Source, Named},
    {"model", LayerId::Source, Named},
    {"output", LayerId::Source, Named},
    {"src", LayerId::Source, Named},
    {"source", LayerId::Source, Named},
    {"gt", LayerId::Destination, Named},
    {"truth", LayerId::Destination, Named},
    {"groundtruth", LayerId::Destination, Named},
    {"trusted", LayerId::Destination, Named},
    {"dest", LayerId::Destination, Named},
    {"dst", LayerId::Destination, Named},
    {"destination", LayerId::Destination, Named},
    {"target", LayerId::Destination, Named},
    {"mask", LayerId::Destination, AnyMask},
    {"label", LayerId::Destination, AnyMask},
    {"annotation", LayerId::Destination, AnyMask},
    {"segmentation", LayerId::Destination, AnyMask},
    {"backdrop", LayerId::Backdrop, Named},
    {"photo", LayerId::Backdrop, Picture},
    {"image", LayerId::Backdrop, Picture},
    {"img", LayerId::Backdrop, Picture},
    {"raw", LayerId::Backdrop, Picture},
    {"jpeg", LayerId::Backdrop, Picture},
};

constexpr int kFoldersLookedAt = 2;
/// Scores: ten for a step of strength, less one for each folder between the word and the name.
constexpr int kStep = 10;
constexpr int kCertain = 100;
constexpr int kBoolArray = AnyMask * kStep + kStep / 2;
constexpr int kColourPicture = Picture * kStep + kStep / 2;

using Scores = std::array<int, kAllLayers.size()>;

/// "SegmentationClass2" -> "segmentation", "class".
QStringList wordsOf(const QString& text) {
    static const QRegularExpression word(
        QStringLiteral("\\p{Lu}+(?=\\p{Lu}\\p{Ll})|\\p{Lu}?\\p{Ll}+|\\p{Lu}+"));
    QStringList words;
    auto matches = word.globalMatch(text);
    while (matches.hasNext()) {
        words.append(matches.next().captured().toLower());
    }
    return words;
}

bool isWord(const QString& found, const Word& word) {
    const QLatin1String text(word.text);
    return found == text ||
           (found.size() == text.size() + 1 && found.endsWith(u's') && found.startsWith(text));
}

void addWords(const QString& text, int farther, Scores& scores) {
    const QStringList words = wordsOf(text);
    for (const Word& word : kWords) {
        const bool found = std::any_of(words.begin(), words.end(),
                                       [&](const QString& one) { return isWord(one, word); });
        if (found) {
            int& score = scores[indexOf(word.role)];
            score = std::max(score, word.strength * kStep - farther);
        }
    }
}

Scores scoresOf(const FileHint& file) {
    Scores scores{};
    const QStringList parts = QDir::fromNativeSeparators(file.path).split(u'/', Qt::SkipEmptyParts);
    for (int i = 0; i <= kFoldersLookedAt && i < parts.size(); ++i) {
        const QString& part = parts[parts.size() - 1 - i];
        addWords(i == 0 ? part.left(part.lastIndexOf(u'.')) : part, i, scores);
    }
    if (!file.part.key.empty()) {
        Scores own{};
        addWords(fromCore(file.part.key), 0, own);
        // Of arrays in one file the key tells which is which, and not the name that they share.
        scores = own == Scores{} ? scores : own;
    }
    int& backdrop = scores[indexOf(LayerId::Backdrop)];
    switch (file.kind) {
        case FileKind::Photo:
            // It holds no mask, whatever it is called.
            scores = {};
            backdrop = kCertain;
            break;
        case FileKind::ColourPicture:
            backdrop = std::max(backdrop, kColourPicture);
            break;
        case FileKind::BoolArray:
            scores[indexOf(LayerId::Condition)] =
                std::max(scores[indexOf(LayerId::Condition)], kBoolArray);
            backdrop = 0;
            break;
        case FileKind::Array:
            backdrop = 0;
            break;
        case FileKind::LabelNames:
            scores = {};
            break;
        case FileKind::GreyPicture:
        case FileKind::Unknown:
            break;
    }
    return scores;
}

/// The layer with the one highest score.
std::optional<LayerId> best(const Scores& scores) {
    const auto highest = std::max_element(scores.begin(), scores.end());
    if (*highest == 0 || std::count(scores.begin(), scores.end(), *highest) > 1) {
        return std::nullopt;
    }
    return kAllLayers[static_cast<std::size_t>(highest - scores.begin())];
}
}  // namespace

std::optional<LayerId> guessRole(const FileHint& file) { return best(scoresOf(file)); }

std::vector<std::optional<LayerId>> guessRoles(const std::vector<FileHint>& files) {
    std::vector<Scores> scores;
    std::transform(files.begin(), files.end(), std::back_inserter(scores), scoresOf);
    std::vector<std::optional<LayerId>> roles(files.size());
    // One role after the other, the surest first. What a role's loser scored for it no longer
    // counts, so that its second best guess has a turn.
    while (true) {
        std::optional<std::size_t> surest;
        int highest = 0;
        for (std::size_t i = 0; i < files.size(); ++i) {
            const std::optional<LayerId> role = roles[i] ? std::nullopt : best(scores[i]);
            if (role && scores[i][indexOf(*role)] > highest) {
                surest = i;
                highest = scores[i][indexOf(*role)];
            }
        }
        if (!surest) {
            break;
        }
        const LayerId role = *best(scores[*surest]);
        roles[*surest] = role;
        for (Scores& others : scores) {
            others[indexOf(role)] = 0;
        }
    }
    const bool hasDestination =
        std::find(roles.begin(), roles.end(), LayerId::Destination) != roles.end();
    if (!hasDestination && std::count(roles.begin(), roles.end(), std::nullopt) == 1) {
        const auto left = static_cast<std::size_t>(
            std::find(roles.begin(), roles.end(), std::nullopt) - roles.begin());
        const FileKind kind = files[left].kind;
        if (kind == FileKind::GreyPicture || kind == FileKind::Array) {
            roles[left] = LayerId::Destination;
        }
    }
    return roles;
}

}  // namespace frisket::session
