vim9script

# Whose this Vim is, and running programs to their end, without a shell and without waiting for
# them.

# How long a program may take that is run to its end.
const SECONDS = 30

var uid = ''

# The user whose Vim this is, as a number.
export def Uid(): string
  if uid == ''
    # Where there is no /proc, a program says it.
    uid = filereadable('/proc/self/status')
      ? readfile('/proc/self/status')->matchstr('^Uid:')->matchstr('^Uid:\s\+\d\+\s\+\zs\d\+')
      : trim(system('id -u'))
  endif
  return uid
enddef

# Done gets the lines that it prints, as soon as it has closed its output: Vim notices only a little
# later that a program has ended.
export def Read(command: list<string>, Done: func)
  var output: list<string>
  job_start(command, {
    in_io: 'null',
    err_io: 'null',
    out_cb: (_, line) => {
      output->add(line)
    },
    close_cb: (_) => {
      silent Done(output)
    },
  })
enddef

# Done gets the exit status, what was printed, and what was complained, on one line.
export def Run(command: list<string>, Done: func)
  var output: list<string>
  var errors: list<string>
  var status = -1
  var closed = false
  var timer = 0
  def Finish()
    # The exit and the last output come in any order.
    if closed && status >= 0
      timer_stop(timer)
      silent Done(status, output->join("\n"), errors->join(' ')->substitute('^skein: ', '', ''))
    endif
  enddef
  var job = job_start(command, {
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
  timer = timer_start(SECONDS * 1000, (_) => {
    errors->add(printf('`%s` did not end within %d s', command->join(), SECONDS))
    job_stop(job, 'kill')
  })
enddef
