vim9script

# Finding the daemon that keeps this user's history, and starting it when there is none.

import autoload 'skein/database.vim' as Database
import autoload 'skein/greeting.vim' as Greeting
import autoload 'skein/peer.vim' as Peer
import autoload 'skein/socket.vim' as Socket

# Calls Done with an open channel, the path of its socket, and ''; else with a null channel, where
# it was looked for, and why none is there.
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
    # Where the command says that it is: the rule's place may be another daemon's.
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

# The only way to a connection. Calls Nobody when nobody answers, or a daemon that is not known to
# keep the history that is meant; when somebody else does, or could, that is the end of it.
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
