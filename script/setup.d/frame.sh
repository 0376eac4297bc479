# What every step of the set-up uses: messages, the stamp, running a command quietly.

# The stamp and the tools' output are read by bytes, names of folders may be Cyrillic.
[[ ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} =~ [Uu][Tt][Ff]-?8$ ]] || export LC_ALL=C.UTF-8

stamp=.venv/.parta-stamp

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

wrong() {
    say "$*"
    exit 2
}

# remembered PART: the hash under which the part was last made, or nothing.
remembered() {
    local name value
    [[ -f $stamp ]] || return 0
    while read -r name value; do
        if [[ $name == "$1" ]]; then
            printf '%s' "$value"
            return 0
        fi
    done <"$stamp"
}

# remember PART HASH: written beside and renamed, so that the stamp is never half a line.
remember() {
    { [[ ! -f $stamp ]] || grep -v "^$1 " "$stamp" || true; printf '%s %s\n' "$1" "$2"; } >"$stamp.new"
    mv -f "$stamp.new" "$stamp"
}

forget() {
    [[ ! -f $stamp ]] || remember "$1" -
}

# hash_of WORD…: one hash of the words and of standard input.
hash_of() {
    local sum
    sum=$({ printf '%s\n' "$@"; cat; } | sha256sum)
    printf '%s' "${sum%% *}"
}

# step TITLE ADVICE COMMAND…: runs quietly and says how long it took; what the command said is shown
# only when it fails, with the advice.
step() {
    local title=$1 advice=$2 log begin=$SECONDS
    shift 2
    log=$(mktemp)
    if "$@" >"$log" 2>&1 </dev/null; then
        rm -f "$log"
        say "  $title: $((SECONDS - begin)) с"
        return 0
    fi
    say "  $title: не вышло"
    tail -n 25 "$log" | sed 's/^/    /' >&2
    rm -f "$log"
    [[ -z $advice ]] || say "$advice"
    return 1
}
