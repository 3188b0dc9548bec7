// SPDX-License-Identifier: GPL-3.0-or-later
#include "computer.h"
#include "support/testcase.h"

#include <QDeadlineTimer>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace spillway {

using namespace Qt::StringLiterals;
using State = Place::State;

namespace {

/// The files that are looked at, and how their places' names start.
const std::pair<const char *, const char *> files[]{
    {"home/.huaweicloud/credentials", "~/.huaweicloud/credentials"},
    {"home/.hcloud/config.json", "~/.hcloud/config.json"},
    {"home/.config/openstack/clouds.yaml", "~/.config/openstack/clouds.yaml"}};

} // namespace

/// What can lie where a file is expected.
class TestHostileFiles : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whateverIsThereIsSaid_data();
    void whateverIsThereIsSaid();
    void everyByteIsSurvived();
    void aFileThatMayNotBeReadIsSaid();
    void aNameWithANulIsNotCutOff();
    void namesFromFilesAreMadeVisible();
};

void TestHostileFiles::whateverIsThereIsSaid_data()
{
    QTest::addColumn<std::function<void(Computer &, const char *)>>("put");
    QTest::addColumn<State>("state");
    using Put = std::function<void(Computer &, const char *)>;
    const auto row = [](const char *name, const Put &put, State state) { QTest::newRow(name) << put << state; };
    const auto bytes = [](const QByteArray &text) {
        return [text](Computer &it, const char *path) { it.write(path, text); };
    };
    row(
        "directory", [](Computer &it, const char *path) { QDir().mkpath(it.path(path)); }, State::Unreadable);
    row(
        "FIFO that nobody writes to",
        [](Computer &it, const char *path) {
            QDir().mkpath(QFileInfo(it.path(path)).path());
            QCOMPARE(::mkfifo(QFile::encodeName(it.path(path)).constData(), 0600), 0);
        },
        State::Unreadable);
    for (const char *target : {"/dev/zero", "/dev/tty", "/dev/full"}) {
        const auto link = [target](Computer &it, const char *path) {
            QDir().mkpath(QFileInfo(it.path(path)).path());
            QVERIFY(QFile::link(QString::fromLatin1(target), it.path(path)));
        };
        row(target, link, State::Unreadable);
    }
    row(
        "link to itself",
        [](Computer &it, const char *path) {
            QDir().mkpath(QFileInfo(it.path(path)).path());
            const QByteArray name = QFile::encodeName(it.path(path));
            QCOMPARE(::symlink(name.constData(), name.constData()), 0);
        },
        State::Unreadable);
    row(
        "link to nothing",
        [](Computer &it, const char *path) {
            QDir().mkpath(QFileInfo(it.path(path)).path());
            QVERIFY(QFile::link(u"/nowhere"_s, it.path(path)));
        },
        State::Absent);
    row(
        "socket",
        [](Computer &it, const char *path) {
            QDir().mkpath(QFileInfo(it.path(path)).path());
            const int number = ::socket(AF_UNIX, SOCK_STREAM, 0);
            sockaddr_un address{};
            address.sun_family = AF_UNIX;
            const QByteArray name = QFile::encodeName(it.path(path));
            QVERIFY(size_t(name.size()) < sizeof address.sun_path);
            memcpy(address.sun_path, name.constData(), size_t(name.size()));
            QCOMPARE(::bind(number, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
            ::close(number);
        },
        State::Unreadable);
    row("too large", bytes(QByteArray(256 * 1024 + 1, '#')), State::Unreadable);
    row("NUL", bytes(QByteArray("[basic]\nak = A\0\n", 16)), State::Malformed);
    row("UTF-16", bytes(QByteArray("\xff\xfe[\0b\0", 6)), State::Malformed);
    row("invalid UTF-8", bytes("# caf\xe9\n"), State::Malformed);
    row("surrogates", bytes("# \xed\xa0\x80\n"), State::Malformed);
}

void TestHostileFiles::whateverIsThereIsSaid()
{
    using Put = std::function<void(Computer &, const char *)>;
    QFETCH(const Put, put);
    QFETCH(const State, state);
    for (const auto &[path, name] : files) {
        Computer it;
        put(it, path);
        it.set("OS_TOKEN", canaryToken);
        const QDeadlineTimer deadline(5000);
        const Search search = it.search();
        QVERIFY(!deadline.hasExpired());
        // The others are looked at all the same.
        QCOMPARE(search.found->origin, u"OS_TOKEN"_s);
        const Place place = placeOf(search, QString::fromLatin1(name));
        QCOMPARE(place.state, state);
        QVERIFY(place.detail.endsWith(u'.'));
    }
}

void TestHostileFiles::everyByteIsSurvived()
{
    const std::pair<const char *, QByteArray> good[]{
        {files[0].first, "[basic]\nak = " + canaryKey + "\nsk: " + canarySecret + "\n"},
        {files[1].first,
         R"({"current":"a","profiles":[{"name":"a","accessKeyId":")" + canaryKey + R"(","secretAccessKey":")"
             + canarySecret + "\"}]}"},
        {files[2].first, "clouds:\n  a:\n    auth: {ak: " + canaryKey + ", sk: " + canarySecret + "}\n"}};
    for (const auto &[path, text] : good) {
        Computer it;
        it.write(path, text);
        QVERIFY(it.search().found);
        for (qsizetype at = 0; at < text.size(); ++at) {
            for (const char byte : QByteArrayView("\0\n\r\t \"#:=[]{},&*\x7f\xc3")) {
                QByteArray changed = text;
                changed[at] = byte;
                it.write(path, changed);
                const QStringList seen = canariesIn(textOf(it.search()));
                QVERIFY2(seen.isEmpty(), changed.constData());
            }
            it.write(path, text.first(at));
            QCOMPARE(canariesIn(textOf(it.search())), QStringList());
        }
    }
}

void TestHostileFiles::aFileThatMayNotBeReadIsSaid()
{
    if (::geteuid() == 0)
        QSKIP("root may read everything");
    Computer it;
    it.write("home/.hcloud/config.json", "{}", 0);
    const Place place = placeOf(it.search(), u"~/.hcloud/config.json"_s);
    QCOMPARE(place.state, State::Unreadable);
    QCOMPARE(place.detail, u"It cannot be read: Permission denied."_s);
}

void TestHostileFiles::aNameWithANulIsNotCutOff()
{
    Computer it;
    const QString path = it.write("work/clouds.yaml.real", "clouds: {x: {auth: {token: t}}}");
    it.scope.environment.insert(u"OS_CLIENT_CONFIG_FILE"_s, path + QChar(0) + u".yaml");
    const Search search = it.search();
    QVERIFY(!search.found);
    QVERIFY(!textOf(search).contains(QChar(0)));
}

void TestHostileFiles::namesFromFilesAreMadeVisible()
{
    Computer it;
    it.write("home/.hcloud/config.json",
             R"({"current":"a\n\u202eb\u0000)" + QByteArray(5000, 'x') + "\",\"profiles\":[]}");
    it.write("home/.config/openstack/clouds.yaml", "clouds: {\"c\\n\\u202e\": {auth_type: \"t\\ny\"}}");
    const Search search = it.search();
    for (const Place &place : search.places) {
        for (const QString &text : {place.name, place.detail}) {
            QVERIFY(text.size() < 400);
            QVERIFY(!text.contains(u'\n') && !text.contains(QChar(0x202e)) && !text.contains(QChar(0)));
        }
    }
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestHostileFiles)
#include "tst_hostilefiles.moc"
