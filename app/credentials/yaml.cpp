// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/yaml.h"

#include "credentials/translation.h"

#include <algorithm>
#include <exception>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/yaml.h>

namespace spillway {

namespace {

using Defect = YamlText::Defect;

// Aliases make a short text a large tree ("billion laughs"): what is read is paid for.
constexpr int mostNodes = 5'000;
constexpr std::size_t mostText = 1024 * 1024;
constexpr int mostDepth = 64;

struct Refusal
{
    Defect defect = Defect::None;
    int line = 0;
};

QByteArrayView viewOf(const std::string &text)
{
    return {text.data(), qsizetype(text.size())};
}

/// Throws Refusal, and whatever the library throws.
class Reader
{
public:
    YamlNode read(const YAML::Node &from, int depth = 0)
    {
        if (++m_nodes > mostNodes || depth > mostDepth)
            refuse(Defect::TooLarge, from);
        YamlNode node;
        if (from.IsScalar()) {
            m_text += from.Scalar().size();
            if (m_text > mostText)
                refuse(Defect::TooLarge, from);
            node.kind = YamlNode::Kind::Text;
            node.text = Secret(viewOf(from.Scalar()));
        } else if (from.IsSequence()) {
            node.kind = YamlNode::Kind::List;
            for (const YAML::Node &item : from)
                node.items.push_back(read(item, depth + 1));
        } else if (from.IsMap()) {
            node.kind = YamlNode::Kind::Map;
            readMembers(from, depth, node);
        }
        return node;
    }

private:
    [[noreturn]] static void refuse(Defect defect, const YAML::Node &where)
    {
        throw Refusal{defect, where.Mark().line + 1};
    }

    static bool has(const YamlNode &map, QByteArrayView key)
    {
        return std::any_of(map.members.begin(), map.members.end(), [key](const auto &one) { return one.key == key; });
    }

    void readMembers(const YAML::Node &from, int depth, YamlNode &map)
    {
        std::vector<YAML::Node> merged;
        for (const auto &member : from) {
            if (!member.first.IsScalar())
                refuse(Defect::OddKey, member.first);
            const QByteArrayView key = viewOf(member.first.Scalar());
            m_text += member.first.Scalar().size();
            if (key == "<<") {
                merged.push_back(member.second);
                continue;
            }
            if (has(map, key))
                refuse(Defect::Duplicate, member.first);
            map.members.push_back({key.toByteArray(), read(member.second, depth + 1)});
        }
        // What the map says itself goes before what is merged into it.
        for (const YAML::Node &one : merged)
            merge(read(one, depth + 1), map);
    }

    static void merge(YamlNode from, YamlNode &map)
    {
        for (YamlNode &item : from.items)
            merge(std::move(item), map);
        for (YamlMember &member : from.members) {
            if (!has(map, member.key))
                map.members.push_back(std::move(member));
        }
    }

    int m_nodes = 0;
    std::size_t m_text = 0;
};

} // namespace

const YamlNode &YamlNode::operator[](QByteArrayView key) const
{
    static const YamlNode nothing;
    const auto found = std::find_if(members.begin(), members.end(), [key](const auto &one) { return one.key == key; });
    return found == members.end() ? nothing : found->value;
}

YamlText readYaml(QByteArrayView text)
{
    YamlText yaml;
    try {
        yaml.root = Reader().read(YAML::Load(std::string(text.data(), size_t(text.size()))));
        return yaml;
    } catch (const Refusal &refusal) {
        yaml.defect = refusal.defect;
        yaml.line = refusal.line;
    } catch (const YAML::DeepRecursion &error) {
        yaml.defect = Defect::TooLarge;
        yaml.line = error.mark.line + 1;
    } catch (const YAML::Exception &error) {
        yaml.defect = Defect::NotYaml;
        yaml.line = error.mark.line + 1;
    } catch (const std::exception &) {
        yaml.defect = Defect::NotYaml;
    }
    return yaml;
}

QString words(const YamlText &yaml)
{
    switch (yaml.defect) {
    case Defect::Duplicate:
        return Tr::tr("Line %1 says again what was said before.").arg(yaml.line);
    case Defect::OddKey:
        return Tr::tr("Line %1 has a key that is not text.").arg(yaml.line);
    case Defect::TooLarge:
        return Tr::tr("It is too large, or nested too deeply.");
    default:
        return yaml.line > 0 ? Tr::tr("It is not YAML, from line %1 on.").arg(yaml.line) : Tr::tr("It is not YAML.");
    }
}

} // namespace spillway
