# System packages: only those that are missing, with apt when it may be used without questions.
# A missing one is survived (`parta doctor` says what it costs), except Python, and except in tests.

missing=()
need() { # need PACKAGE PROGRAM
    command -v "$2" >/dev/null || missing+=("$1")
}
need_font() { # need_font PACKAGE FOLDER…: one of the folders is enough
    local package=$1 folder
    shift
    for folder in "$@"; do
        [[ ! -d /usr/share/fonts/truetype/$folder ]] || return 0
    done
    missing+=("$package")
}

need ffmpeg "${PARTA_FFMPEG:-ffmpeg}"
need ffmpeg "${PARTA_FFPROBE:-ffprobe}"
need libreoffice-impress "${PARTA_SOFFICE:-soffice}"
need_font fonts-liberation2 liberation2 liberation
need_font fonts-dejavu-core dejavu
need_font fonts-crosextra-carlito crosextra
[[ $level == run ]] || need chromium chromium

# find_python: the first Python that is new enough, or nothing.
find_python() {
    local candidate
    for candidate in python3 /usr/bin/python3 python3.13 python3.12 python3.11; do
        candidate=$(command -v "$candidate") || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$candidate"
            return 0
        fi
    done
}

python=
if [[ ! -x .venv/bin/python ]]; then
    python=$(find_python)
    if [[ -z $python ]]; then
        missing+=(python3 python3-venv)
    elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        missing+=(python3-venv)
    fi
fi

# Each package once: ffmpeg brings two of the programs. (No «< <(…)»: a chroot may lack /dev/fd.)
unique=()
for package in "${missing[@]}"; do
    [[ " ${unique[*]} " == *" $package "* ]] || unique+=("$package")
done
missing=("${unique[@]}")

apt_may=()
if [[ ${#missing[@]} -gt 0 ]] && command -v apt-get >/dev/null; then
    if [[ $EUID -eq 0 ]]; then
        apt_may=(env)
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        apt_may=(sudo -n env)
    fi
fi

apt_install() {
    local apt=(
        "${apt_may[@]}" DEBIAN_FRONTEND=noninteractive apt-get -y -q
        -o Dpkg::Use-Pty=0 -o APT::Color=0 -o DPkg::Lock::Timeout=300
    )
    "${apt[@]}" install --no-install-recommends "${missing[@]}" && return 0
    # The lists are old or were never fetched.
    "${apt[@]}" update && "${apt[@]}" install --no-install-recommends "${missing[@]}"
}

if [[ ${#missing[@]} -gt 0 ]]; then
    by_hand="apt-get install --no-install-recommends ${missing[*]}"
    installed=false
    if [[ ${#apt_may[@]} -gt 0 ]]; then
        step "Системные пакеты (${missing[*]})" "" apt_install && installed=true
    fi
    if [[ $installed == false ]]; then
        say "Не хватает системных пакетов. Установите их от имени root: $by_hand"
        if [[ " ${missing[*]} " == *" python3"* ]]; then
            fail "Нужен Python 3.11 или новее с модулем venv. Установите его и повторите script/setup."
        fi
        [[ $level == run ]] || fail "Тестам нужны все программы: пропусков в них нет."
        say "Парта заработает и без них; что именно не получится, скажет .venv/bin/parta doctor."
    fi
fi
