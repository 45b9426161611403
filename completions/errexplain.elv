set edit:completion:arg-completer[errexplain] = { |@words|
    var index = (count $words)
    set index = (- $index 1)

    put (env _CLAP_IFS="\n" _CLAP_COMPLETE_INDEX=(to-string $index) ERREXPLAIN_COMPLETE="elvish" errexplain -- $@words) | to-lines
}
