// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>

namespace spillway {

namespace {

constexpr double longestTimeout = 86'400; // seconds

struct OptionText
{
    enum class Group : quint8 { Subject, Connection, Export, Other };
    Group group;
    const char *name;
    const char *value; ///< what stands for the value in the help; empty: takes none
    const char *help;
};
using Part = OptionText::Group;

// clang-format off
constexpr std::array optionTexts{
    OptionText{Part::Subject, "demo", "", "inspect the built-in demo service"},
    OptionText{Part::Subject, "from", "FILE", "show a saved answer of ShowTransferTask; no network at all (-: standard input)"},
    OptionText{Part::Subject, "stream", "NAME", "the stream"},
    OptionText{Part::Subject, "task", "NAME", "the dump task of that stream"},
    OptionText{Part::Connection, "connection", "NAME", "a connection that was named in the window"},
    OptionText{Part::Connection, "region", "ID", "the region, such as cn-north-4; stands for its endpoint"},
    OptionText{Part::Connection, "endpoint", "URL", "the service's address, where it is not the region's"},
    OptionText{Part::Connection, "project-id", "ID", "the project; by default what stands beside the key, else IAM is asked for the region's"},
    OptionText{Part::Connection, "token-file", "FILE", "a file that holds the token and nothing else; by default a key or token is looked for"},
    OptionText{Part::Connection, "ca-file", "FILE", "additional certificate authorities (PEM)"},
    OptionText{Part::Export, "export", "FILE", "fetch once, write the partitions, exit; needs no display (-: standard output)"},
    OptionText{Part::Export, "format", "FORMAT", "csv, tsv, json or ndjson; by default what the file's suffix says, else csv"},
    OptionText{Part::Export, "timeout", "SECONDS", "for the whole command; by default 30"},
    OptionText{Part::Other, "help", "", "show this text"},
    OptionText{Part::Other, "version", "", "show the version"},
};
// clang-format on

/// What people try, and must not: arguments can be read by every user of the computer.
constexpr std::array secretOptions{"token", "auth-token", "password", "secret",     "secret-key",
                                   "sk",    "ak",         "key",      "access-key", "security-token"};

constexpr std::array connectionOptions{"connection", "region", "endpoint", "project-id", "token-file", "ca-file"};

QString dashed(const QString &name)
{
    return QStringLiteral("--") + name;
}

QString latin1(const char *text)
{
    return QString::fromLatin1(text);
}

tl::unexpected<Error> complaint(const QString &text)
{
    return failure(Error::Kind::Usage, Error::Reason::BadOption, text);
}

/// What did not parse. Neither values nor what merely stands where a name does is repeated: it may be a secret.
tl::unexpected<Error> notUnderstood(const QCommandLineParser &parser)
{
    const QStringList unknown = parser.unknownOptionNames();
    for (const QString &name : unknown) {
        const auto isSame = [&name](const char *secret) {
            return name.compare(latin1(secret), Qt::CaseInsensitive) == 0;
        };
        if (std::any_of(secretOptions.begin(), secretOptions.end(), isSame))
            return complaint(
                QStringLiteral("There is no option for a token, key or password, because every user of this computer "
                               "can read the arguments of a program: use --token-file or set HUAWEICLOUD_SDK_AK and "
                               "HUAWEICLOUD_SDK_SK."));
    }
    if (unknown.isEmpty())
        return complaint(QStringLiteral("An option lacks its value, or has one that it does not take (see --help)."));
    static const QRegularExpression wordlike(QStringLiteral("^[a-z]+(-[a-z]+)*$"));
    const bool canBeNamed = unknown.first().size() <= 16 && wordlike.match(unknown.first()).hasMatch();
    return canBeNamed ? complaint(QStringLiteral("There is no option %1 (see --help).").arg(dashed(unknown.first())))
                      : complaint(QStringLiteral("There is an option that is not known (see --help)."));
}

/// The arguments as given, with the checks that concern one option or two.
class Reader
{
public:
    explicit Reader(const QCommandLineParser &parser)
        : m_parser(parser)
    {
    }

    bool has(const char *name) const { return m_parser.isSet(latin1(name)); }
    QString value(const char *name) const { return m_parser.value(latin1(name)); }

    /// The first of the names that was given; empty if none was.
    template <std::size_t Size> QString firstOf(const std::array<const char *, Size> &names) const
    {
        const auto found = std::find_if(names.begin(), names.end(), [this](const char *name) { return has(name); });
        return found == names.end() ? QString() : latin1(*found);
    }

    Result<void> checkEach() const
    {
        if (!m_parser.positionalArguments().isEmpty())
            return complaint(QStringLiteral("There is an argument that belongs to no option (see --help)."));
        for (const OptionText &option : optionTexts) {
            const QStringList values = m_parser.values(latin1(option.name));
            if (values.size() > 1)
                return complaint(QStringLiteral("%1 was given more than once.").arg(dashed(latin1(option.name))));
            if (*option.value && !values.isEmpty() && values.first().isEmpty())
                return complaint(QStringLiteral("%1 has an empty value.").arg(dashed(latin1(option.name))));
        }
        return {};
    }

    Result<void> checkTogether() const
    {
        const QString connection = firstOf(connectionOptions);
        if (has("from") && has("demo"))
            return apart("from", QStringLiteral("demo"));
        for (const char *source : {"from", "demo"}) {
            if (has(source) && !connection.isEmpty())
                return apart(source, connection);
        }
        if (has("connection") && has("token-file"))
            return apart("connection", QStringLiteral("token-file"));
        if (has("task") && !has("stream"))
            return complaint(QStringLiteral("--task needs --stream: a dump task belongs to a stream."));
        return has("export") ? checkExport() : checkWindow();
    }

private:
    Result<void> checkExport() const
    {
        if (has("from"))
            return checkNotItself();
        if (has("stream") && !has("task"))
            return complaint(QStringLiteral("--export needs --task beside --stream."));
        if (has("demo"))
            return {};
        // Where the service is may stand beside the credential.
        if (!has("stream"))
            return complaint(
                QStringLiteral("--export needs something to fetch: --from, --demo, or --stream and --task."));
        return {};
    }

    /// A saved answer is worth more than the table made from it.
    Result<void> checkNotItself() const
    {
        const QFileInfo from(value("from"));
        const QFileInfo to(value("export"));
        // To Qt all that has no path of its own is the same: a pipe in the place of a file, and standard output.
        if (value("from") != QLatin1StringView("-") && from.exists() && to.exists() && from == to)
            return complaint(QStringLiteral("--export would replace the file that --from reads."));
        return {};
    }

    Result<void> checkWindow() const
    {
        const QString headless = firstOf(std::array{"format", "timeout"});
        if (!headless.isEmpty())
            return complaint(QStringLiteral("%1 is for --export only.").arg(dashed(headless)));
        return {};
    }

    static tl::unexpected<Error> apart(const char *one, const QString &other)
    {
        return complaint(QStringLiteral("%1 and %2 exclude each other.").arg(dashed(latin1(one)), dashed(other)));
    }

    const QCommandLineParser &m_parser;
};

Result<std::chrono::milliseconds> readTimeout(const QString &text)
{
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(seconds) || seconds < 0.001 || seconds > longestTimeout)
        return complaint(QStringLiteral("--timeout takes a number of seconds above 0 and up to 86400 (one day)."));
    return std::chrono::milliseconds(std::llround(seconds * 1000));
}

Result<void> readExport(const Reader &reader, Options &options)
{
    options.mode = Options::Mode::Export;
    options.exportTo = reader.value("export");
    options.format = formatForPath(options.exportTo);
    if (reader.has("format")) {
        const auto format = formatForWord(reader.value("format"));
        if (!format)
            return complaint(QStringLiteral("--format takes csv, tsv, json or ndjson."));
        options.format = *format;
    }
    if (reader.has("timeout")) {
        const auto timeout = readTimeout(reader.value("timeout"));
        if (!timeout)
            return failure(timeout.error());
        options.timeout = *timeout;
    }
    return {};
}

Result<Options> read(const Reader &reader)
{
    Options options;
    options.demo = reader.has("demo");
    options.from = reader.value("from");
    options.connection = reader.value("connection");
    options.endpoint = reader.value("endpoint");
    options.region = reader.value("region");
    options.projectId = reader.value("project-id");
    options.tokenFile = reader.value("token-file");
    options.caFile = reader.value("ca-file");
    options.stream = reader.value("stream");
    options.task = reader.value("task");
    static const QRegularExpression regionRule(QStringLiteral("\\A[a-z0-9-]+\\z"));
    if (reader.has("region") && !regionRule.match(options.region).hasMatch())
        return complaint(QStringLiteral("--region takes small letters, digits and hyphens, such as cn-north-4."));
    if (reader.has("export")) {
        if (const auto done = readExport(reader, options); !done)
            return failure(done.error());
    }
    return options;
}

QString helpLines(Part group)
{
    constexpr qsizetype column = 22;
    QString lines;
    for (const OptionText &option : optionTexts) {
        if (option.group != group)
            continue;
        QString name = QStringLiteral("  --") + latin1(option.name);
        if (*option.value)
            name += u' ' + latin1(option.value);
        lines += name.leftJustified(column) + u' ' + latin1(option.help) + u'\n';
    }
    return lines;
}

} // namespace

Result<Options> parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    for (const OptionText &option : optionTexts)
        parser.addOption({latin1(option.name), QString(), latin1(option.value)});
    const bool isUnderstood = parser.parse(arguments);

    // Who asks for help has it, whatever else is wrong.
    Options options;
    if (parser.isSet(QStringLiteral("help")))
        options.mode = Options::Mode::Help;
    else if (parser.isSet(QStringLiteral("version")))
        options.mode = Options::Mode::Version;
    if (options.mode != Options::Mode::Window)
        return options;

    if (!isUnderstood)
        return notUnderstood(parser);
    const Reader reader(parser);
    return reader.checkEach().and_then([&] { return reader.checkTogether(); }).and_then([&] { return read(reader); });
}

QString helpText()
{
    const QString blank = QStringLiteral("\n");
    return QStringLiteral("Usage: spillway [OPTION]...\n"
                          "Shows the dump tasks of Huawei Cloud DIS. Changes nothing.\n")
        + blank + QStringLiteral("What to inspect:\n") + helpLines(Part::Subject) + blank
        + QStringLiteral("Connection:\n") + helpLines(Part::Connection)
        + QStringLiteral(
               "What to sign in with is --token-file, or the first found of HUAWEICLOUD_SDK_AK/SK, CLOUD_SDK_AK/SK,\n"
               "HW_ACCESS_KEY/HW_SECRET_KEY, ~/.huaweicloud/credentials, KooCLI's current profile, OS_* variables and\n"
               "clouds.yaml. It is never an argument, because every user of the computer can read arguments.\n")
        + blank + QStringLiteral("Without the window:\n") + helpLines(Part::Export) + blank + QStringLiteral("Other:\n")
        + helpLines(Part::Other) + blank
        + QStringLiteral("Exit codes of --export:\n"
                         "  0  written\n"
                         "  2  wrong usage: options, a name, a token or an endpoint that cannot be used\n"
                         "  3  not authorised\n"
                         "  4  stream or dump task not found\n"
                         "  5  the service cannot be reached, took too long, failed, redirected, throttled or refused\n"
                         "  6  the answer was not understood, or is about another dump task\n"
                         "  7  a file could not be read or written\n");
}

QString versionText()
{
    return QStringLiteral("Spillway %1 (Qt %2)\n").arg(QStringLiteral(SPILLWAY_VERSION), latin1(qVersion()));
}

int exitCode(const Error &error)
{
    using Kind = Error::Kind;
    switch (error.kind) {
    case Kind::Usage:
        return 2;
    case Kind::Unauthorized:
    case Kind::Forbidden:
        return 3;
    case Kind::NotFound:
        return 4;
    case Kind::Malformed:
    case Kind::Mismatch:
    case Kind::TooLarge:
        return 6;
    case Kind::File:
        return 7;
    case Kind::Cancelled:
    case Kind::Timeout:
    case Kind::Unreachable:
    case Kind::Tls:
    case Kind::Throttled:
    case Kind::Blocked:
    case Kind::Redirected:
    case Kind::Rejected:
    case Kind::Server:
        break;
    }
    return 5;
}

} // namespace spillway
