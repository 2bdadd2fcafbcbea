vim9script

# Where the daemon listens, and how it is started when nobody does.

import autoload 'skein/process.vim' as Process

# Where the socket is by the rule that every client follows: {path, named}. Who listens at one that
# the user has named may be anybody, see peer.vim.
export def Address(): dict<any>
  if $SKEIN_SOCKET != ''
    return {path: $SKEIN_SOCKET, named: true}
  elseif $XDG_RUNTIME_DIR != ''
    return {path: $XDG_RUNTIME_DIR .. '/skein/skein.sock', named: false}
  endif
  var directory = $TMPDIR != '' ? $TMPDIR : '/tmp'
  return {path: directory .. '/skein-' .. Process.Uid() .. '/skein.sock', named: false}
enddef

# Runs `skein daemon start` once; Done gets '' or why it failed.
export def StartDaemon(Done: func)
  Run(['daemon', 'start'], (status, _, errors) => {
    Done(status == 0 ? '' : errors)
  })
enddef

# Asks the command where the daemon is, when it is not where the rule says; '' if it does not know.
export def AskPath(Done: func)
  Run(['daemon', 'status', '--json'], (status, output, _) => {
    if status != 0
      Done('')
      return
    endif
    try
      Done(json_decode(output).info.socketPath)
    catch
      Done('')
    endtry
  })
enddef

# The command that is run: g:skein_executable, a name or a path.
export def Command(): string
  return get(g:, 'skein_executable', 'skein')
enddef

def Run(arguments: list<string>, Done: func)
  if !executable(Command())
    Done(127, '', printf(
      'there is no command "%s": install skein, or set g:skein_executable to its path', Command()))
    return
  endif
  Process.Run([Command()] + arguments, Done)
enddef
