vim9script

# Finds the daemon of this user's database, and starts it when none runs.

import autoload 'skein/database.vim' as Database
import autoload 'skein/greeting.vim' as Greeting
import autoload 'skein/peer.vim' as Peer
import autoload 'skein/socket.vim' as Socket

# Calls Done with an open channel, the path of its socket, and ''; on failure with a null channel,
# the path that was tried, and the reason.
export def Dial(may_start: bool, Done: func)
  Socket.Find((address) => {
    var Start = () => may_start ? Begin(address, Done)
      : Done(null_channel, address.path, 'no daemon answers at ' .. address.path)
    Connect(address, Start, Done)
  })
enddef

def Begin(address: dict<any>, Done: func)
  Socket.StartDaemon((failure) => {
    if failure != ''
      Done(null_channel, address.path,
        printf('no daemon answers at %s, and none could be started: %s', address.path, failure))
      return
    endif
    # Uses the path that the command prints: another daemon may have the default one.
    Socket.AskPath((path, why) => {
      if path == ''
        Done(null_channel, address.path, printf('no daemon answers at %s: %s', address.path, why))
        return
      endif
      var found = path == address.path ? extendnew(address, {certain: true})
        : {path: path, named: false, certain: true}
      Socket.Remember(found)
      Connect(found, () => Done(null_channel, path,
        printf('no daemon answers at %s; see `%s daemon status`', path, Socket.Command())), Done)
    })
  })
enddef

# The only way to a connection. Calls Nobody when no daemon answers, or one that may have another
# database; ends with an error when another user listens there, or could.
def Connect(address: dict<any>, Nobody: func, Done: func)
  Peer.Examine(address, (whose, told) => {
    if whose == 'theirs'
      Done(null_channel, address.path, told)
    elseif whose == 'absent' || !address.named && !address.certain && !Database.IsOurs(told)
      Nobody()
    else
      Greeting.Open(told, (opened, why) => {
        if opened == null_channel && why == ''
          Nobody()
        else
          Done(opened, told, why)
        endif
      })
    endif
  })
enddef
