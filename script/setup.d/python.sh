# The virtual environment, the locked packages and the console script.

unfinished=.venv/.parta-unfinished
lock=requirements.lock
[[ $level == run ]] || lock=requirements-dev.lock

# A killed installation, a moved folder or a removed Python: the environment is made anew.
venv_is_sound() {
    [[ -x .venv/bin/python && ! -e $unfinished ]] &&
        grep -qsF -- "$PWD/.venv" .venv/bin/activate &&
        { [[ $(remembered python) == "$1" ]] || .venv/bin/python -m pip --version >/dev/null 2>&1; }
}

python_hash() {
    hash_of "$PWD" "$(stat -Lc '%n %s %Y' .venv/bin/python 2>/dev/null || true)" <"$lock"
}

make_venv() {
    rm -rf .venv
    mkdir .venv
    : >"$unfinished"
    "$python" -m venv .venv
}

install_packages() {
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input \
        --require-hashes -r "$lock"
}

install_parta() {
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input \
        --no-deps --no-build-isolation -e .
}

online="Проверьте доступ в интернет и повторите script/setup."

if ! venv_is_sound "$(python_hash)"; then
    [[ -n $python ]] || python=$(find_python)
    [[ -n $python ]] || fail "Нужен Python 3.11 или новее. Установите: apt-get install python3 python3-venv"
    step "Окружение Python" "Нужен модуль venv: apt-get install python3-venv" make_venv || exit 1
fi

if [[ $(remembered python) != "$(python_hash)" ]]; then
    : >"$unfinished"
    step "Пакеты Python" "$online" install_packages || exit 1
    rm -f "$unfinished"
    forget parta
    remember level "$level"
    remember python "$(python_hash)"
fi

parta_hash=$(hash_of "$(remembered python)" <pyproject.toml)
if [[ $(remembered parta) != "$parta_hash" || ! -x .venv/bin/parta ]]; then
    step "Команда parta" "" install_parta || exit 1
    remember parta "$parta_hash"
fi
