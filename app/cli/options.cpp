// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options.h"

#include "cli/optiontexts.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>

namespace spillway {

namespace {

constexpr double longestTimeout = 86'400; // seconds
constexpr int longestWatch = 86'400; // the same
constexpr int mostPerSecond = 1000;
constexpr int mostAtOnce = 64;
constexpr std::chrono::seconds usualTimeout{30};
/// At five questions a second a project with hundreds of dump tasks takes minutes.
constexpr std::chrono::seconds projectTimeout{300};

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

tl::unexpected<Error> badOption(const QString &text)
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
            return badOption(
                QStringLiteral("There is no option for a token, key or password, because every user of this computer "
                               "can read the arguments of a program: use --token-file or set HUAWEICLOUD_SDK_AK and "
                               "HUAWEICLOUD_SDK_SK."));
    }
    if (unknown.isEmpty())
        return badOption(QStringLiteral("An option lacks its value, or has one that it does not take (see --help)."));
    static const QRegularExpression wordlike(QStringLiteral("^[a-z]+(-[a-z]+)*$"));
    const bool canBeNamed = unknown.first().size() <= 16 && wordlike.match(unknown.first()).hasMatch();
    return canBeNamed ? badOption(QStringLiteral("There is no option %1 (see --help).").arg(dashed(unknown.first())))
                      : badOption(QStringLiteral("There is an option that is not known (see --help)."));
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
            return badOption(QStringLiteral("There is an argument that belongs to no option (see --help)."));
        for (const OptionText &option : optionTexts) {
            const QStringList values = m_parser.values(latin1(option.name));
            if (values.size() > 1)
                return badOption(QStringLiteral("%1 was given more than once.").arg(dashed(latin1(option.name))));
            if (*option.value && !values.isEmpty() && values.first().isEmpty())
                return badOption(QStringLiteral("%1 has an empty value.").arg(dashed(latin1(option.name))));
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
            return badOption(QStringLiteral("--task needs --stream: a dump task belongs to a stream."));
        return checkMode();
    }

private:
    Result<void> checkMode() const
    {
        if (has("watch") && !has("check"))
            return badOption(QStringLiteral("--watch is for --check only."));
        if (has("check"))
            return checkCheck();
        if (has("list"))
            return checkList();
        return has("export") ? checkExport() : checkWindow();
    }

    Result<void> checkCheck() const
    {
        const QString other = firstOf(std::array{"export", "list", "format"});
        if (!other.isEmpty())
            return apart("check", other);
        return {};
    }

    Result<void> checkList() const
    {
        if (has("from"))
            return apart("list", QStringLiteral("from"));
        if (has("task"))
            return apart("list", QStringLiteral("task"));
        if (has("stream") && value("list") == QLatin1StringView("streams"))
            return badOption(QStringLiteral("--stream is for --list tasks only."));
        return {};
    }

    Result<void> checkExport() const
    {
        if (has("from"))
            return checkNotItself();
        if (has("stream") && !has("task"))
            return badOption(QStringLiteral("--export needs --task beside --stream."));
        if (has("demo"))
            return {};
        // Where the service is may stand beside the credential.
        if (!has("stream"))
            return badOption(
                QStringLiteral("--export needs something to fetch: --from, --demo, or --stream and --task."));
        return {};
    }

    /// A saved answer is worth more than the table made from it.
    Result<void> checkNotItself() const
    {
        const QFileInfo from(value("from"));
        const QFileInfo to(value("export"));
        // To Qt all that has no path of its own is the same: a pipe in the place of a file, and standard output.
        if (value("from") != standardStream && from.exists() && to.exists() && from == to)
            return badOption(QStringLiteral("--export would replace the file that --from reads."));
        return {};
    }

    Result<void> checkWindow() const
    {
        if (has("format"))
            return badOption(QStringLiteral("--format is for --export and --list only."));
        if (has("timeout"))
            return badOption(QStringLiteral("--timeout is for --export, --check and --list only."));
        return {};
    }

    static tl::unexpected<Error> apart(const char *one, const QString &other)
    {
        return badOption(QStringLiteral("%1 and %2 exclude each other.").arg(dashed(latin1(one)), dashed(other)));
    }

    const QCommandLineParser &m_parser;
};

Result<std::chrono::milliseconds> readTimeout(const QString &text)
{
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(seconds) || seconds < 0.001 || seconds > longestTimeout)
        return badOption(QStringLiteral("--timeout takes a number of seconds above 0 and up to 86400 (one day)."));
    return std::chrono::milliseconds(std::llround(seconds * 1000));
}

/// An option that is a whole number from 1 on; nothing if it was not given.
Result<std::optional<int>> readNumber(const Reader &reader, const char *name, int most)
{
    if (!reader.has(name))
        return std::nullopt;
    bool isNumber = false;
    const int number = reader.value(name).toInt(&isNumber);
    if (!isNumber || number < 1 || number > most)
        return badOption(QStringLiteral("%1 takes a whole number from 1 to %2.").arg(dashed(latin1(name))).arg(most));
    return number;
}

Result<void> readNumbers(const Reader &reader, Options &options)
{
    const auto perSecond = readNumber(reader, "requests-per-second", mostPerSecond);
    const auto atOnce = readNumber(reader, "requests-at-once", mostAtOnce);
    const auto watch = readNumber(reader, "watch", longestWatch);
    for (const auto *each : {&perSecond, &atOnce, &watch}) {
        if (!*each)
            return failure(each->error());
    }
    options.requestsPerSecond = *perSecond;
    options.requestsAtOnce = *atOnce;
    if (*watch)
        options.watch = std::chrono::seconds(**watch);
    return {};
}

Result<void> readMode(const Reader &reader, Options &options)
{
    if (reader.has("check")) {
        options.mode = Options::Mode::Check;
    } else if (reader.has("list")) {
        options.mode = Options::Mode::List;
        const QString what = reader.value("list");
        if (what != QLatin1StringView("streams") && what != QLatin1StringView("tasks"))
            return badOption(QStringLiteral("--list takes streams or tasks."));
        options.listed = what == QLatin1StringView("tasks") ? Options::Listed::Tasks : Options::Listed::Streams;
        options.exportTo = standardStream;
    } else if (reader.has("export")) {
        options.mode = Options::Mode::Export;
    }
    return {};
}

Result<void> readHeadless(const Reader &reader, Options &options)
{
    if (reader.has("export"))
        options.exportTo = reader.value("export");
    options.format = formatForPath(options.exportTo);
    if (reader.has("format")) {
        const auto format = formatForWord(reader.value("format"));
        if (!format)
            return badOption(QStringLiteral("--format takes csv, tsv, json or ndjson."));
        options.format = *format;
    }
    options.timeout = options.isAboutProject() ? projectTimeout : usualTimeout;
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
        return badOption(QStringLiteral("--region takes small letters, digits and hyphens, such as cn-north-4."));
    const auto done = readNumbers(reader, options).and_then([&] { return readMode(reader, options); }).and_then([&] {
        return readHeadless(reader, options);
    });
    if (!done)
        return failure(done.error());
    return options;
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

bool mentionsCheck(const QStringList &arguments)
{
    static const QRegularExpression check(QStringLiteral("\\A--?check(=.*)?\\z"));
    return arguments.mid(1).indexOf(check) >= 0;
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
