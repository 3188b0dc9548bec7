// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QSet>
#include <QStringList>

class QAbstractItemView;
class QAction;
class QModelIndex;
class QWidget;

namespace spillway {

/// Looks at every text that any widget shows, hints at or tells, and complains of those that attack whoever reads
/// them: rich text where plain text is meant, markup that a tooltip would obey, control and bidirectional characters,
/// more than can be laid out in time, and words from outside that did not arrive as they are.
///     WidgetSweep sweep;
///     sweep.expect(u"Qx7a & b7xQ"_s);
///     QCOMPARE(sweep.complaints(), QStringList());
///     QVERIFY(sweep.sinks().contains(u"taskName"_s));
class WidgetSweep
{
public:
    /// What begins with `mark` somewhere has to go on like `shown`, to its end, to an ellipsis or to the end of the
    /// text, or of its line. Both with the mark.
    void expect(const QString &mark, const QString &shown) { m_expected.insert(mark, shown); }

    /// What is wrong with the widgets that there are now, each once.
    QStringList complaints();
    /// The same about one plain text of one line that goes elsewhere.
    QStringList complaintsAbout(const QString &text, const QString &name);
    /// Where the expected texts were seen: object names, and for cells those of their views with the role.
    const QSet<QString> &sinks() const { return m_sinks; }
    int texts() const { return m_texts; } ///< looked at so far

private:
    /// What Qt makes of a text in that place.
    enum class Reads {
        Plain, ///< takes it as it is
        Keys, ///< takes & for the mark of a key
        Guesses, ///< takes it for rich text if it looks like it
        Told, ///< reads it out
    };
    struct Sink
    {
        QString name;
        Reads reads = Reads::Plain;
        bool hasLines = false; ///< may be of more than one
        bool isWhole = false; ///< as the service wrote it, with escapes: not compared
        qsizetype limit = 0; ///< of characters; 0: the usual
    };

    void lookAt(QWidget &widget);
    void lookAtText(QWidget &widget, const QString &name);
    void lookAtTold(QWidget &widget, const QString &name);
    void lookAtAction(const QAction &action);
    void lookAtView(const QAbstractItemView &view);
    void lookAtRows(const QAbstractItemView &view, const QModelIndex &parent, const QString &name);
    void lookAtTabs(const QWidget &widget, const QString &name);
    void judge(QString text, const Sink &sink);
    void judgeCharacters(const QString &text, const Sink &sink);
    void judgeExpected(const QString &text, const Sink &sink);
    void complain(const Sink &sink, const QString &what, const QString &text);

    QMap<QString, QString> m_expected;
    QStringList m_complaints;
    QSet<QString> m_sinks;
    int m_texts = 0;
};

/// Points at everything that can be pointed at, so that every tooltip is shown once.
void hoverEverything();

} // namespace spillway
