#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# check.sh WIDGETS NETWORK ROOT         which files under ROOT see what they must not see, or do what is not done here
# check.sh WIDGETS NETWORK --self-test  whether each kind of violation would be found
#
# WIDGETS and NETWORK are the folders with the headers of QtWidgets and QtNetwork: in Debian one include root holds every
# Qt module, so what a room links does not limit what it can include.
set -euo pipefail

widgets="$1"
network="$2"

# Who may see whom. Everybody sees itself.
declare -A allowed_rooms=(
    [domain]=''
    [wire]='domain'
    [client]='domain wire'
    [credentials]='domain wire client'
    [insight]='domain'
    [models]='domain insight'
    [session]='domain models insight'
    [settings]='domain tabular'
    [tabular]='domain insight'
    [connections]='domain tabular'
    [demo]='domain wire'
    [access]='domain client connections credentials'
    [cli]='domain wire access client connections credentials session insight tabular demo'
    [ui]='domain connections credentials insight models session settings tabular'
    [main]='domain wire access client connections credentials insight models session settings tabular demo cli ui'
)

room=''
set_room_of() { # app/<room>/... or ui/...
    case "$1" in
    app/main.cpp) room=main ;;
    ui/*) room=ui ;;
    app/*/*) room="${1#app/}" && room="${room%%/*}" ;;
    *) room=unknown ;;
    esac
}

found=0
report() { # file:line, sentence
    printf '%s: %s\n' "$1" "$2"
    found=1
}

# Whether <name> is a header of the module whose headers are in the folder.
is_of() {
    local folder="$1" name="$2"
    [[ "$name" == "${folder##*/}"/* ]] || [ -e "$folder/$name" ]
}

check_own_include() { # where, room, path
    local seen="${3%%/*}"
    case "$3" in
    *.moc) return ;;
    */*) ;;
    *)
        report "$1" "\"$3\" is not named by its room, as in \"domain/error.h\""
        return
        ;;
    esac
    if [ -z "${allowed_rooms[$2]+known}" ]; then
        report "$1" "'$2' is not a room that the table of who may see whom knows"
    elif [ "$seen" != "$2" ] && [[ " ${allowed_rooms[$2]} " != *" $seen "* ]]; then
        report "$1" "$2 must not see $seen"
    fi
}

check_qt_include() { # where, room, name
    case "$2" in
    main) ;;
    ui)
        if is_of "$network" "$3"; then report "$1" "ui must not see the network (<$3>)"; fi
        ;;
    *)
        if is_of "$widgets" "$3"; then report "$1" "app must not see widgets (<$3>)"; fi
        ;;
    esac
    case "$2" in
    main | ui | access | client | demo | cli) ;;
    *)
        if is_of "$network" "$3"; then report "$1" "$2 must not see the network (<$3>)"; fi
        ;;
    esac
}

check_includes() {
    local file line text
    while IFS=: read -r file line text; do
        set_room_of "$file"
        if [[ "$text" =~ ^[[:space:]]*#[[:space:]]*include[[:space:]]*\"([^\"]+)\" ]]; then
            check_own_include "$file:$line" "$room" "${BASH_REMATCH[1]}"
        elif [[ "$text" =~ ^[[:space:]]*#[[:space:]]*include[[:space:]]*\<([^\>]+)\> ]]; then
            check_qt_include "$file:$line" "$room" "${BASH_REMATCH[1]}"
        fi
    done < <(grep -rnE '^[[:space:]]*#[[:space:]]*include' --include='*.cpp' --include='*.h' app ui)
}

# Never done, outside of comments: pattern, why, where.
forbid() {
    local pattern="$1" why="$2" file line text
    shift 2
    while IFS=: read -r file line text; do
        if [[ "${text%%//*}" =~ $pattern ]]; then
            report "$file:$line" "$why"
        fi
    done < <(grep -rnE "$pattern" --include='*.cpp' --include='*.h' "$@" || true)
}

check_habits() {
    local word='(^|[^[:alnum:]_])'
    forbid 'ignoreSslErrors' 'certificates are never waved through (ignoreSslErrors)' app ui
    forbid 'fromUserInput' 'an address is never guessed (fromUserInput)' app ui
    forbid 'setInsecureFallback' 'a secret is never kept in the clear (setInsecureFallback)' app ui
    forbid "${word}sender\\(\\)" 'a slot does not ask who called it (sender)' app ui
    forbid "${word}SIGNAL[[:space:]]*\\(" 'connections are checked by the compiler (SIGNAL)' app ui
    forbid "${word}SLOT[[:space:]]*\\(" 'connections are checked by the compiler (SLOT)' app ui
    forbid 'beginResetModel' 'a model is never reset: selection and scroll position would be lost' app/models
}

check_licences() {
    local file places=() place
    for place in app ui tests packaging resources CMakeLists.txt .ci; do
        if [ -e "$place" ]; then places+=("$place"); fi
    done
    # It stands in the first line, or in the second after #! or <?xml.
    while IFS= read -r file; do
        report "$file:1" 'there is no SPDX line'
    done < <(find "${places[@]}" -type f \( -name '*.cpp' -o -name '*.h' -o -name '*.sh' -o -name CMakeLists.txt \
        -o -name '*.cmake' -o -name '*.svg' -o -name '*.qrc' -o -name '*.xml' -o -name '*.desktop' -o -path .ci/run \) \
        -exec awk 'FNR == 1 { if (last && !found) print last; last = FILENAME; found = 0 }
            FNR <= 2 && /SPDX-License-Identifier: / { found = 1 }
            END { if (last && !found) print last }' {} + | sort)
}

check_all() {
    cd "$1"
    found=0
    check_includes
    check_habits
    check_licences
    return "$found"
}

# --- The self-test: a tree in order, and one fault at a time ---

write() { # file, lines
    local file="$tree/$1"
    shift
    mkdir -p "$(dirname "$file")"
    printf '%s\n' '// SPDX-License-Identifier: GPL-3.0-or-later' "$@" >"$file"
}

tree_in_order() {
    rm -rf "$tree"
    write app/main.cpp '#include "ui/window.h"' '#include "client/ask.h"' '#include <QApplication>' '#include <QTcpSocket>'
    write app/domain/value.h '#include <QString>'
    write app/wire/decode.cpp '#include "wire/decode.h"' '#include "domain/value.h"' '// never ignoreSslErrors'
    write app/client/ask.h '#include "wire/decode.h"' '#include <QNetworkReply>' '#include "ask.moc"'
    write app/credentials/find.cpp '#include "client/ask.h"' '#include <yaml-cpp/yaml.h>'
    write app/models/tree.cpp '#include "domain/value.h"' 'void f() { emitter(); resender(); }'
    write app/session/task.h '#include "models/tree.h"'
    write app/demo/face.cpp '#include <QTcpServer>'
    write app/cli/run.cpp '#include "demo/face.h"' '#include "tabular/rows.h"'
    write app/tabular/rows.h '#include "domain/value.h"'
    write ui/window.h '#include "session/task.h"' '#include "credentials/find.h"' '#include <QWidget>'
    write tests/tst_one.cpp '#include "models/tree.h"'
}

failures=0
expect() { # what must be reported, file, lines
    local expected="$1" said
    tree_in_order
    shift
    write "$@"
    if said="$(check_all "$tree" 2>&1)"; then
        said="nothing"
    fi
    if [[ "$said" != *"$expected"* ]] || [ "$(printf '%s\n' "$said" | wc -l)" -ne 1 ]; then
        printf 'Expected "%s", got: %s\n' "$expected" "$said"
        failures=$((failures + 1))
    fi
}

self_test() {
    tree="$(mktemp -d)"
    trap 'rm -rf "$tree"' EXIT
    tree_in_order
    local said
    if ! said="$(check_all "$tree" 2>&1)" || [ -n "$said" ]; then
        printf 'A tree in order is not left in peace: %s\n' "$said"
        failures=$((failures + 1))
    fi

    expect 'app/domain/x.h:2: domain must not see wire' app/domain/x.h '#include "wire/decode.h"'
    expect 'wire must not see client' app/wire/x.h '#include "client/ask.h"'
    expect 'client must not see models' app/client/x.h '#include "models/tree.h"'
    expect 'credentials must not see session' app/credentials/x.h '#include "session/task.h"'
    expect 'session must not see credentials' app/session/x.h '#include "credentials/find.h"'
    expect 'credentials must not see the network (<QTcpSocket>)' app/credentials/x.h '#include <QTcpSocket>'
    expect 'models must not see session' app/models/x.h '#  include "session/task.h"'
    expect 'session must not see client' app/session/x.h '#include "client/ask.h"'
    expect 'tabular must not see models' app/tabular/x.h '#include "models/tree.h"'
    expect 'demo must not see client' app/demo/x.h '#include "client/ask.h"'
    expect 'connections must not see client' app/connections/x.h '#include "client/ask.h"'
    expect 'connections must not see the network (<QNetworkProxy>)' app/connections/x.h '#include <QNetworkProxy>'
    expect 'cli must not see ui' app/cli/x.h '#include "ui/window.h"'
    expect 'session must not see ui' app/session/x.h '#include "ui/window.h"'
    expect 'ui must not see wire' ui/x.h '#include "wire/decode.h"'
    expect 'ui must not see client' ui/x.h '#include "client/ask.h"'
    expect "'attic' is not a room" app/attic/x.h '#include "domain/value.h"'
    expect 'is not named by its room' app/models/x.h '#include "tree.h"'
    expect 'app must not see widgets (<QLabel>)' app/models/x.h '#include <QLabel>'
    expect 'app must not see widgets (<QtWidgets/QLabel>)' app/client/x.h '#include <QtWidgets/QLabel>'
    expect 'app must not see widgets (<qlabel.h>)' app/cli/x.h '#include <qlabel.h>'
    expect 'ui must not see the network (<QSslError>)' ui/x.h '#include <QSslError>'
    expect 'ui must not see the network (<QtNetwork/QSslError>)' ui/x.h '#include <QtNetwork/QSslError>'
    expect 'wire must not see the network (<QHostAddress>)' app/wire/x.h '#include <QHostAddress>'
    expect '(ignoreSslErrors)' app/client/x.h 'reply->ignoreSslErrors();'
    expect '(fromUserInput)' ui/x.h 'QUrl::fromUserInput(text);'
    expect '(setInsecureFallback)' app/client/x.h 'job.setInsecureFallback(true);'
    expect '(sender)' ui/x.h 'auto *who = sender();'
    expect '(SIGNAL)' ui/x.h 'connect(a, SIGNAL(b()), c);'
    expect '(SLOT)' ui/x.h 'connect(a, b, c, SLOT(d()));'
    expect 'never reset' app/models/x.h 'beginResetModel();'

    tree_in_order
    printf '#include <QString>\n' >"$tree/app/domain/value.h"
    if said="$(check_all "$tree" 2>&1)" || [ "$said" != 'app/domain/value.h:1: there is no SPDX line' ]; then
        printf 'A file without a licence was not found: %s\n' "$said"
        failures=$((failures + 1))
    fi
    printf '%s violations would go unnoticed.\n' "$failures"
    [ "$failures" -eq 0 ]
}

for folder in "$widgets" "$network"; do
    if [ ! -d "$folder" ]; then
        printf 'There are no Qt headers in %s.\n' "$folder"
        exit 2
    fi
done
if [ "$3" = --self-test ]; then
    self_test
else
    check_all "$3"
fi
