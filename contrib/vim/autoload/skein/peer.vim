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
const LOOK = ['ls', '-ldn', '--']

# The named sockets whose owner was told.
var told: list<string>

# Calls Done with what is to be thought of the socket at address, {path, named}: 'ours' and the path
# to connect to; 'absent'; or 'theirs' and why nothing is to be sent to it.
export def Examine(address: dict<any>, Done: func)
  if address.named
    # Nobody waits for it: the connection is made meanwhile.
    if told->index(address.path) < 0
      told->add(address.path)
      Look([address.path], (files) => {
        var socket = get(files, address.path, {})
        if !socket->empty() && !IsMine(socket.owner)
          Ui.Note(printf('the daemon is that of uid %s, at %s', socket.owner, address.path))
        endif
      })
    endif
    Done('ours', address.path)
    return
  endif
  # Without links that could lead elsewhere a moment later.
  var above = fnamemodify(address.path, ':h:h')->resolve()
  var place = (above == '/' ? '' : above) .. '/' .. fnamemodify(address.path, ':h:t')
  var path = place .. '/' .. fnamemodify(address.path, ':t')
  Look(Way(above) + [place, path], (files) => {
    var directory = get(files, place, {})
    var socket = get(files, path, {})
    var why = directory->empty() ? '' : Openness(directory)
    for parent in why == '' && !directory->empty() ? Way(above) : []
      why = why == '' ? Changeable(parent, get(files, parent, {})) : why
    endfor
    if directory->empty() && getftype(place) != ''
      why = 'ls does not say whose it is'
    elseif why == '' && !socket->empty() && !IsMine(socket.owner)
      why = 'it belongs to uid ' .. socket.owner
    endif
    if why != ''
      Done('theirs', printf('nothing was sent to %s, for %s: set XDG_RUNTIME_DIR to a directory of '
        .. 'your own, or SKEIN_SOCKET to a socket that you trust', address.path, why))
    else
      Done(directory->empty() || socket->empty() ? 'absent' : 'ours', path)
    endif
  })
enddef

# Calls Done with the uid whose this directory is, '' when ls does not say.
export def Owner(directory: string, Done: func)
  # Of what a link leads to.
  var inside = directory .. '/.'
  Look([inside], (files) => Done(get(files, inside, {owner: ''}).owner))
enddef

# Calls Done with {mode, owner}, by name, of those of the files that are there: the kind and mode as
# ten letters, and the uid.
def Look(names: list<string>, Done: func)
  Process.Read(LOOK + names, (lines) => {
    var files: dict<dict<string>>
    for line in lines
      var words = line->split()
      for name in names->copy()->filter((_, name) => words->len() > 4 && Ends(line, ' ' .. name))
        files[name] = {mode: words[0]->strpart(0, 10), owner: words[2]}
      endfor
    endfor
    Done(files)
  })
enddef

# Links are followed by where they lead to.
def Ends(line: string, name: string): bool
  return line->strpart(len(line) - len(name)) ==# name || stridx(line, name .. ' -> ') >= 0
enddef

# A directory and those above it.
def Way(directory: string): list<string>
  return directory == '/' ? ['/'] : Way(fnamemodify(directory, ':h')) + [directory]
enddef

# Why others could put another directory in the place of one in this directory: the sticky bit keeps
# those who may write from what is not theirs.
def Changeable(name: string, directory: dict<string>): string
  return directory->empty() ? 'ls does not say whose ' .. name .. ' is'
    : !IsMine(directory.owner) ? printf('%s belongs to uid %s', name, directory.owner)
    : directory.mode !~# '^d....-..-.\|^d........[tT]'
    ? printf('%s is open to others (%s)', name, directory.mode) : ''
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
