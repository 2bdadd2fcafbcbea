vim9script

# Who listens at the daemon's socket: nobody but the user or root, unless the socket was named.
#
# Vim can't ask the kernel who listens, nor who owns a file: ls(1) is asked, before each connection.
# That look and the connection are two: but in a directory of the user's own, which is closed,
# nobody else can put a socket in the place of the one that was seen. Where none was seen, none is
# connected to.

import autoload 'skein/process.vim' as Process
import autoload 'skein/ui.vim' as Ui

# A line for each that is there, users as numbers and links as links.
const LOOK = ['ls', '-ldnq', '--']

# The named sockets whose owner was told.
var told: list<string>

# Calls Done with what is to be thought of the socket at address, {path, named}: 'ours', 'absent', or
# 'theirs' and why nothing is to be sent to it.
export def Examine(address: dict<any>, Done: func)
  if address.named
    # Nobody waits for it: the connection is made meanwhile.
    if told->index(address.path) < 0
      told->add(address.path)
      Look(address.path, (_, socket) => {
        if !socket->empty() && !IsMine(socket.owner)
          Ui.Note(printf('the daemon is that of uid %s, at %s', socket.owner, address.path))
        endif
      })
    endif
    Done('ours', '')
    return
  endif
  Look(address.path, (directory, socket) => {
    var why = directory->empty() ? '' : Openness(directory)
    if directory->empty() && getftype(fnamemodify(address.path, ':h')) != ''
      why = 'ls does not say whose it is'
    elseif why == '' && !socket->empty() && !IsMine(socket.owner)
      why = 'it belongs to uid ' .. socket.owner
    endif
    if why != ''
      Done('theirs', printf('nothing was sent to %s, for %s: set XDG_RUNTIME_DIR to a directory of '
        .. 'your own, or SKEIN_SOCKET to a socket that you trust', address.path, why))
    else
      Done(directory->empty() || socket->empty() ? 'absent' : 'ours', '')
    endif
  })
enddef

def Look(path: string, Done: func)
  Process.Read(LOOK + [fnamemodify(path, ':h'), path], (lines) => {
    # In the order of their names, of which one begins the other.
    Done(File(get(lines, 0, '')), File(get(lines, 1, '')))
  })
enddef

# What ls says of a file: its kind and mode as ten letters, and the owner's uid; {} for nothing.
def File(line: string): dict<string>
  var words = line->split()
  return words->len() < 3 ? {} : {mode: words[0]->strpart(0, 10), owner: words[2]}
enddef

def IsMine(owner: string): bool
  return owner == Process.Uid() || owner == '0'
enddef

# Why others could take the place of a socket in this directory; a group that the daemon lets in may
# enter one of the user's own, and anybody one of root's.
def Openness(directory: dict<string>): string
  if directory.mode[0] != 'd'
    return 'its directory is none'
  elseif !IsMine(directory.owner)
    return 'its directory belongs to uid ' .. directory.owner
  endif
  var closed = directory.owner == Process.Uid() ? '^d...[r-]-[xs-]--[-T]$' : '^d....-..-.$'
  return directory.mode =~# closed ? ''
    : printf('its directory is open to others (%s)', directory.mode)
enddef
