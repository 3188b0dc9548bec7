// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QTranslator>

namespace spillway {

using namespace Qt::Literals::StringLiterals;

/// English with a third more of it, as German or Russian would be.
class Longer : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(source);
        return text.size() < 2 ? text : text + QString((text.size() * 35 + 99) / 100, u'e');
    }
};

/// Asks for every text and never has one: what is left to ask the next translator for.
class Listener : public QTranslator
{
public:
    Listener() { m_loaded = m_catalogue.load(u":/spillway/i18n/spillway_zh_CN.qm"_s); }
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *comment, int n) const override
    {
        // Qt's own contexts are its classes.
        if (m_loaded && *context != 'Q' && m_catalogue.translate(context, source, comment, n).isEmpty())
            m_missing.insert(QString::fromUtf8(context) + u": " + QString::fromUtf8(source));
        return {};
    }
    QStringList missing() const { return {m_missing.cbegin(), m_missing.cend()}; }
    bool isLoaded() const { return m_loaded; }

private:
    QTranslator m_catalogue;
    bool m_loaded = false;
    mutable QSet<QString> m_missing;
};

} // namespace spillway
