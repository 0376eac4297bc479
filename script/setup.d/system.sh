# System packages: only those that are missing, with apt when it may be used without questions.
# A missing one is survived (`parta doctor` says what it costs), except Python, and except in tests.

missing=()
need() { # need PACKAGE PROGRAM
    command -v "$2" >/dev/null || missing+=("$1")
}
need_data() { # need_data PACKAGE FILE: a package without a program of its own
    [[ -e $2 ]] || missing+=("$1")
}
need_font() { # need_font PACKAGE PLACE…: one of the folders or files is enough
    local package=$1 place
    shift
    for place in "$@"; do
        [[ ! -e /usr/share/fonts/truetype/$place ]] || return 0
    done
    missing+=("$package")
}

need ffmpeg "${PARTA_FFMPEG:-ffmpeg}"
need ffmpeg "${PARTA_FFPROBE:-ffprobe}"
need libreoffice-impress "${PARTA_SOFFICE:-soffice}"
need tesseract-ocr "${PARTA_TESSERACT:-tesseract}"
need_data tesseract-ocr-rus /usr/share/tesseract-ocr/*/tessdata/rus.traineddata
need_font fonts-liberation2 liberation2 liberation
need_font fonts-dejavu-core dejavu
need_font fonts-crosextra-carlito crosextra/Carlito-Regular.ttf
need_font fonts-crosextra-caladea crosextra/Caladea-Regular.ttf
need_font fonts-paratype paratype
need bubblewrap bwrap
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

# Chromium without windows: a third of the browser tests' processor time goes with it. They pass
# without it too, so it is asked for once, of a system that offers it, and never waited for.
cheaper=chromium-headless-shell
if [[ $level == run ]] || command -v "$cheaper" >/dev/null ||
    ! apt-cache show "$cheaper" >/dev/null 2>&1; then
    cheaper=
fi

apt_may=()
if [[ ${#missing[@]} -gt 0 || -n $cheaper ]] && command -v apt-get >/dev/null; then
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

if [[ -n $cheaper && ${#apt_may[@]} -gt 0 ]]; then
    "${apt_may[@]}" DEBIAN_FRONTEND=noninteractive apt-get -y -q --no-remove \
        -o Dpkg::Use-Pty=0 -o APT::Color=0 -o Acquire::Retries=0 -o Acquire::http::Timeout=10 \
        install --no-install-recommends "$cheaper" >/dev/null 2>&1 ||
        say "Пакет $cheaper не установился. Тесты пройдут и без него, но дольше."
fi
