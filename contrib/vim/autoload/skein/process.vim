vim9script

# Finds out the user of this Vim, and runs programs to their end, without a shell and without
# waiting for them.

# How long a program may run.
const SECONDS = 30

var uid = ''

# The uid of this Vim's user.
export def Uid(): string
  if uid == ''
    # Where there is no /proc, a program prints it.
    uid = filereadable('/proc/self/status')
      ? readfile('/proc/self/status')->matchstr('^Uid:')->matchstr('^Uid:\s\+\d\+\s\+\zs\d\+')
      : trim(system('id -u'))
  endif
  return uid
enddef

# Calls Done with the lines of the program's output, when the output is closed: Vim notices the
# program's end only a little later.
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

# Calls Done with the exit status, the output, and the error output on one line.
export def Run(command: list<string>, Done: func)
  var output: list<string>
  var errors: list<string>
  var status = -1
  var closed = false
  var timer = 0
  def Finish()
    # The exit and the last output are reported in any order.
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
