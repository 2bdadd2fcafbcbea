vim9script

# Checks that only the user or root can listen at the daemon's socket, unless the socket was named.
#
# Vim can't ask the kernel who listens, nor who owns a file, so it runs ls(1) before each connection.
# Between this check and the connection there is a gap, but in a closed directory of the user's own
# nobody else can replace the socket meanwhile. Where ls shows no socket, Vim does not connect.

import autoload 'skein/process.vim' as Process
import autoload 'skein/ui.vim' as Ui

# One line for each file that exists, with users as numbers and links as links.
const LOOK = ['ls', '-ldn', '--']

# The named sockets whose owner was reported.
var told: list<string>

# Calls Done with the result for the socket at address, {path, named}: 'ours' and the path to
# connect to; 'absent'; or 'theirs' and the reason why nothing must be sent to it.
export def Examine(address: dict<any>, Done: func)
  if address.named
    # Done does not wait for this.
    if told->index(address.path) < 0
      told->add(address.path)
      Look([address.path], (files) => {
        var socket = get(files, address.path, {})
        if !socket->empty() && !IsMine(socket.owner)
          Ui.Note(printf('the daemon at %s belongs to uid %s', address.path, socket.owner))
        endif
      })
    endif
    Done('ours', address.path)
    return
  endif
  # Resolved, because links could lead elsewhere a moment later.
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
      why = 'ls does not show its owner'
    elseif why == '' && !socket->empty() && !IsMine(socket.owner)
      why = 'it belongs to uid ' .. socket.owner
    endif
    if why != ''
      Done('theirs', printf('nothing was sent to %s, because %s: set XDG_RUNTIME_DIR to a directory of '
        .. 'your own, or SKEIN_SOCKET to a socket that you trust', address.path, why))
    else
      Done(directory->empty() || socket->empty() ? 'absent' : 'ours', path)
    endif
  })
enddef

# Calls Done with the uid that owns this directory; '' when ls does not show it.
export def Owner(directory: string, Done: func)
  # The directory that a link leads to.
  var inside = directory .. '/.'
  Look([inside], (files) => Done(get(files, inside, {owner: ''}).owner))
enddef

# Calls Done with {mode, owner}, by name, of those files that exist: the type and mode as ten
# letters, and the uid.
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

# For a link, ls prints its target after the name.
def Ends(line: string, name: string): bool
  return line->strpart(len(line) - len(name)) ==# name || stridx(line, name .. ' -> ') >= 0
enddef

# A directory and those above it.
def Way(directory: string): list<string>
  return directory == '/' ? ['/'] : Way(fnamemodify(directory, ':h')) + [directory]
enddef

# The reason why others could replace a directory in this one; the sticky bit prevents that for
# those who may write.
def Changeable(name: string, directory: dict<string>): string
  return directory->empty() ? 'ls does not show the owner of ' .. name
    : !IsMine(directory.owner) ? printf('%s belongs to uid %s', name, directory.owner)
    : directory.mode !~# '^d....-..-.\|^d........[tT]'
    ? printf('%s is open to others (%s)', name, directory.mode) : ''
enddef

def IsMine(owner: string): bool
  return owner == Process.Uid() || owner == '0'
enddef

# The reason why others could replace a socket in this directory. In the user's own, the group that
# the daemon admits may enter; root's may be open to everybody.
def Openness(directory: dict<string>): string
  if directory.mode[0] != 'd'
    return 'its directory is not a directory'
  elseif !IsMine(directory.owner)
    return 'its directory belongs to uid ' .. directory.owner
  endif
  var closed = directory.owner == Process.Uid() ? '^d...[r-]-[xs-]--[-T]$' : '^d....-..-.$'
  return directory.mode =~# closed ? ''
    : printf('its directory is open to others (%s)', directory.mode)
enddef
