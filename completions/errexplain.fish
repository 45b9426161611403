complete --keep-order --exclusive --command errexplain --arguments "(ERREXPLAIN_COMPLETE=fish errexplain -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token))"
