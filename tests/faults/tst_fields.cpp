// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/answercells.h"
#include "faults/faulttest.h"
#include "faults/fieldmutations.h"
#include "faults/samewindow.h"

#include <QToolButton>

namespace spillway {

using namespace Qt::StringLiterals;

namespace {

const QString sign = u" \u26a0"_s;
/// Every time in fullTask().
constexpr qint64 createdAt = 1'538'018'072'564;
constexpr qint64 dumpedAt = createdAt;

QString withSign(const ExpectedCell &cell)
{
    return cell.isMarked ? QString(cell.text + sign) : cell.text;
}

} // namespace

/// F130-F132: each field of the tables missing, null, of each type that is not its own, and as large as it can be. What
/// is shown is worked out from what was put into the answer: never a value that is not in it, never an odd one without
/// a sign, and no other cell is touched. Generated: a field that is new in the tables is here, too.
class TestFields : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void eachFieldIsShownAsItCame_data();
    void eachFieldIsShownAsItCame();
    void cleanupTestCase() { m_window.reset(); }

private:
    struct Case
    {
        Target target;
        Mutation mutation;
        bool isOverBoth = true; ///< what a field holds is nothing to TLS: of other types, one a field is enough there
    };
    static std::vector<Case> cases();
    static QByteArray numberOf(const Mutation &mutation);
    SameWindow &window(bool isEncrypted);
    static Outcome outcomeOf(const Case &shown);
    QStringList wrongCells(const Case &shown);
    QStringList wrongFields(const Case &shown, const ExpectedCell &cell);
    QStringList wrongRow(const Case &shown, const ExpectedCell &cell);
    QString tableText(const Case &shown, const ExpectedCell &cell, const QString &came) const;
    bool isCountedInTheHeader(bool isOdd);

    std::optional<SameWindow> m_window;
    QMap<QString, QString> m_fields; ///< of the good answer
    QList<QStringList> m_rows;
};

std::vector<TestFields::Case> TestFields::cases()
{
    std::vector<Case> all;
    size_t turn = 0;
    for (const Target &target : targets()) {
        all.push_back({target, missing(), true});
        all.push_back({target, null(), true});
        const std::vector<Mutation> mutations = mutationsOf(*target.info, turn);
        for (size_t i = 0; i < mutations.size(); ++i)
            all.push_back({target, mutations[i], i == turn % mutations.size()});
        ++turn;
    }
    return all;
}

QByteArray TestFields::numberOf(const Mutation &mutation)
{
    return mutation.kind == Value::Kind::Absent ? "F130" : mutation.kind == Value::Kind::Null ? "F131" : "F132";
}

void TestFields::eachFieldIsShownAsItCame_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<bool>("isEncrypted");
    const std::vector<Case> all = cases();
    for (const bool isEncrypted : {false, true}) {
        for (size_t i = 0; i < all.size(); ++i) {
            const auto &[target, mutation, isOverBoth] = all[i];
            if (isEncrypted && !isOverBoth)
                continue;
            const QByteArray name =
                numberOf(mutation) + (isEncrypted ? " https " : " http ") + target.name() + ": " + mutation.name;
            QTest::newRow(name.constData()) << int(i) << isEncrypted;
        }
    }
}

/// Made anew once something did not hold.
SameWindow &TestFields::window(bool isEncrypted)
{
    if (!m_window || m_window->rig.isEncrypted() != isEncrypted) {
        m_window.reset();
        m_window.emplace(isEncrypted, fullTask());
        m_fields.clear();
        m_rows.clear();
    }
    return *m_window;
}

/// Names that came and are not those asked for are another task's.
Outcome TestFields::outcomeOf(const Case &shown)
{
    const Target &target = shown.target;
    const bool isName =
        target.where == Target::Where::Task && (target.key == "task_name" || target.key == "stream_name");
    const Value::Kind kind = shown.mutation.kind;
    const bool isNone = kind == Value::Kind::Absent || kind == Value::Kind::Null;
    return isName && !isNone ? paused(PauseReason::Config, Kind::Mismatch) : stillOk();
}

void TestFields::eachFieldIsShownAsItCame()
{
    QFETCH(const int, row);
    QFETCH(const bool, isEncrypted);
    static const std::vector<Case> all = cases();
    const Case &shown = all[size_t(row)];
    SameWindow &window = this->window(isEncrypted);
    if (m_fields.isEmpty()) {
        const QStringList broken = window.hold(fullTask(), stillOk());
        QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
        m_fields = fieldCells(window.program());
        for (int i = 0; i < tableOf(window.program()).rowCount(); ++i)
            m_rows += rowTexts(tableOf(window.program()), i);
        QCOMPARE(m_rows.size(), 3);
    }
    Outcome outcome = outcomeOf(shown);
    if (!outcome.kind)
        outcome.holds = [&](FaultRig &) { return wrongCells(shown); };
    const QStringList broken = window.hold(mutatedTask(shown.target, shown.mutation), outcome);
    if (!broken.isEmpty())
        m_window.reset();
    QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
}

QStringList TestFields::wrongCells(const Case &shown)
{
    const ExpectedCell cell = expectedCell(shown.target, shown.mutation);
    QStringList wrong = wrongFields(shown, cell) + wrongRow(shown, cell);
    if (!isCountedInTheHeader(cell.isOdd))
        wrong += u"the header counts otherwise"_s;
    return wrong;
}

/// Of the tree and of the form.
QStringList TestFields::wrongFields(const Case &shown, const ExpectedCell &cell)
{
    const auto &[target, mutation, isOverBoth] = shown;
    WholeProgram &program = m_window->program();
    QMap<QString, QString> expected = m_fields;
    const QString path = QString::fromLatin1(target.info->path);
    const bool isRow = !mutation.token.isNull() || target.info->documented;
    const auto put = [&](const QString &key, const QString &text) {
        expected.remove(key);
        if (isRow)
            expected.insert(key, text);
    };
    if (target.where == Target::Where::Task) {
        put(u"tree 0 "_s + path, withSign(cell));
    } else if (target.where != Target::Where::Partition) {
        put(u"tree 1 "_s + path, withSign(cell));
        put(u"form "_s + path, cell.text);
    }
    if (target.where == Target::Where::Processing) {
        // The schema is also shown whole.
        const QString whole = u"obs_destination_description.processing_schema"_s;
        for (const QString &place : {u"tree 1 "_s, u"form "_s})
            expected[place + whole] = treeText(program, Section::Destination, whole);
    } else if (target.key == "processing_schema") {
        // Without a schema its fields are nowhere; in another one they are missing.
        for (const auto &field : processingFields) {
            for (const QString &place : {u"tree 1 "_s, u"form "_s}) {
                expected.remove(place + QString::fromLatin1(field.path));
                if (mutation.kind == Value::Kind::Object)
                    expected.insert(place + QString::fromLatin1(field.path), u"–"_s);
            }
        }
        if (mutation.token == R"({"b":2})")
            expected[u"tree 3 obs_destination_description.processing_schema.b"_s] = u"2"_s;
    }
    QStringList wrong;
    const QMap<QString, QString> came = fieldCells(program);
    const QStringList keys = expected.keys() + came.keys();
    for (const QString &key : QSet<QString>(keys.begin(), keys.end())) {
        if (came.value(key) != expected.value(key))
            wrong += u"%1 is \"%2\", not \"%3\""_s.arg(key, came.value(key).left(100), expected.value(key).left(100));
    }
    const bool isInForm = target.where == Target::Where::Destination || target.where == Target::Where::Processing;
    if (isInForm && isRow && isMarkedInForm(program, path) != cell.isMarked)
        wrong += u"the form's sign is wrong"_s;
    return wrong;
}

/// The partition in question may have gone to another place: the others are looked for first.
QStringList TestFields::wrongRow(const Case &shown, const ExpectedCell &cell)
{
    const Target &target = shown.target;
    const QAbstractItemModel &table = tableOf(m_window->program());
    QList<QStringList> rows;
    for (int row = 0; row < table.rowCount(); ++row)
        rows += rowTexts(table, row);
    QList<QStringList> others = m_rows;
    if (target.partition >= 0)
        others.removeAt(target.partition);
    if (target.key == "create_time" && cell.isTime && *cell.number > dumpedAt) {
        for (QStringList &other : others)
            other[LastTransferColumn] += sign; // dumped before the task was created
    }
    QStringList wrong;
    for (const QStringList &other : others) {
        if (rows.removeAll(other) != 1)
            wrong += u"this row changed: "_s + other.join(u" | "_s);
    }
    if (target.partition < 0 || !wrong.isEmpty())
        return wrong;
    if (rows.size() != 1)
        return {u"%1 rows are new"_s.arg(rows.size())};
    const QStringList &good = m_rows.at(target.partition);
    for (int column = 0; column < AnswerColumnCount; ++column) {
        const QString &came = rows.constFirst().at(column);
        QString expected = column == target.column ? tableText(shown, cell, came) : good.at(column);
        if (came != expected)
            wrong += u"column %1 is \"%2\", not \"%3\""_s.arg(column).arg(came.left(100), expected.left(100));
    }
    return wrong;
}

/// As the table has it: with what grew, and what is new.
QString TestFields::tableText(const Case &shown, const ExpectedCell &cell, const QString &came) const
{
    const int column = shown.target.column;
    QString text = cell.text;
    if (cell.isTime && came.startsWith(u" ago ("_s))
        text = u" ago ("_s + cell.text + u')';
    if (cell.isTime && came.contains(u", clock? ("_s)) // for what lies ahead there is no age
        text = came.left(came.indexOf(u'(')) + u'(' + cell.text + u')';
    if (column == LastTransferColumn && cell.number == 0)
        text = u"never (0)"_s;
    if (cell.isMarked || (cell.isTime && column == LastTransferColumn && *cell.number < createdAt))
        text += sign;
    if (column == DiscardColumn && cell.number.value_or(0) > 0)
        text += u" +"_s + QString::number(*cell.number);
    return column == PartitionIdColumn ? QString(text + u" (new)"_s) : text;
}

/// Whoever looks at the header alone sees that something is odd. It is worked out behind the answer.
bool TestFields::isCountedInTheHeader(bool isOdd)
{
    const auto *chip = m_window->program().find<QToolButton>(u"marksChip"_s);
    return QTest::qWaitFor([&] { return chip->isHidden() != isOdd; });
}

} // namespace spillway

QTEST_MAIN(spillway::TestFields)
#include "tst_fields.moc"
