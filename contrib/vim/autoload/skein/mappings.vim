vim9script

# The mappings of g:skein_default_mappings.

const MAPPINGS = [['nx', 'gs', 'operator'], ['n', '<Leader>ss', 'chat'], ['n', '<Leader>sn', 'new'],
  ['nx', '<Leader>sa', 'ask'], ['nx', '<Leader>sr', 'rewrite'], ['nx', '<Leader>s+', 'add'],
  ['n', '<Leader>st', 'threads'], ['n', '<Leader>sk', 'tasks'], ['n', '<Leader>sc', 'cancel']]

# Makes them, but for keys that are mapped already.
export def Set()
  for [modes, key, name] in MAPPINGS
    for mode in modes->split('\zs')
      if maparg(key, mode)->empty()
        execute printf('%smap %s <Plug>(skein-%s)', mode, key, name)
      endif
    endfor
  endfor
enddef
