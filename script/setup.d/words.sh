# Translations: what gettext reads is compiled from what people edit.

shopt -s nullglob
catalogues=(translations/*/LC_MESSAGES/*.po)
shopt -u nullglob

words_hash=$(cat "${catalogues[@]}" /dev/null | hash_of "$(remembered python)")
compiled=true
for catalogue in "${catalogues[@]}"; do
    [[ -f ${catalogue%.po}.mo ]] || compiled=false
done
if [[ ${#catalogues[@]} -gt 0 ]] && [[ $(remembered words) != "$words_hash" || $compiled == false ]]; then
    step "Переводы" "" .venv/bin/python -m babel.messages.frontend compile -D "messages click" -d translations || exit 1
    remember words "$words_hash"
fi
