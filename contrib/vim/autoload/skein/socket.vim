vim9script

# Where the daemon listens, and how it is started when nobody does.

# The socket's path by the rule that every client follows.
export def Path(): string
  if $SKEIN_SOCKET != ''
    return $SKEIN_SOCKET
  elseif $XDG_RUNTIME_DIR != ''
    return $XDG_RUNTIME_DIR .. '/skein/skein.sock'
  endif
  var directory = $TMPDIR != '' ? $TMPDIR : '/tmp'
  return directory .. '/skein-' .. Uid() .. '/skein.sock'
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

var uid = ''

def Uid(): string
  if uid == ''
    uid = trim(system('id -u'))
  endif
  return uid
enddef

def Run(arguments: list<string>, Done: func)
  if !executable(Command())
    Done(127, '', printf(
      'there is no command "%s": install skein, or set g:skein_executable to its path', Command()))
    return
  endif
  var output: list<string>
  var errors: list<string>
  var status = -1
  var closed = false
  def Finish()
    # The exit and the last output come in any order.
    if closed && status >= 0
      Done(status, output->join("\n"), errors->join(' ')->substitute('^skein: ', '', ''))
    endif
  enddef
  job_start([Command()] + arguments, {
    in_io: 'null',
    out_cb: (_, line) => {
      output->add(line)
    },
    err_cb: (_, line) => {
      errors->add(line)
    },
    close_cb: (_) => {
      closed = true
      Finish()
    },
    exit_cb: (_, code) => {
      status = code
      Finish()
    },
  })
enddef
