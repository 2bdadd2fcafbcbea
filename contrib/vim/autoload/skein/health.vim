vim9script

# Whether all that skein needs works, and what to do about the rest.

import autoload 'skein/connection.vim' as Connection
import autoload 'skein/details.vim' as Details
import autoload 'skein/socket.vim' as Socket
import autoload 'skein/visible.vim' as Visible

# How long a provider may take to list its models.
const SECONDS = 5

const ADVICE = {provider: 'skein key set PROVIDER stores a key; skein daemon restart passes the '
  .. 'environment on', model: 'edit the configuration, then skein daemon reload',
  configuration: 'edit the configuration, then skein daemon reload',
  disk: 'free some space: nothing is stored without it',
  database: 'skein db check says more', integrity: 'skein db check says more',
  schema: 'skein db check says more', wal: 'skein db check says more',
  search: 'wait: the daemon indexes the messages while it is idle'}

# Shows the state of everything in a window. A check is [whether it is well, name, what was found,
# what to do].
export def Show()
  var checks = OfVim() + OfCommand() + OfDaemon()
  var wrong = checks->copy()->filter((_, check) => !check[0])->len()
  var lines = [wrong == 0 ? 'All is well.' : wrong == 1 ? '1 thing to see to.'
    : wrong .. ' things to see to.', '']
  # What is wrong stands first: the window may be too low for all.
  for [is_well, name, found, advice] in checks->copy()->filter((_, check) => !check[0])
      + checks->copy()->filter((_, check) => check[0])
    lines->add(printf('%-6s %-13s %s', is_well ? 'ok' : 'wrong', name, Visible.Text(found)))
    if !is_well && advice != ''
      lines->add(printf('%20s → %s', '', advice))
    endif
  endfor
  Details.Show(lines, 'Health')
  syntax match skeinHealthOk /^ok\>/
  syntax match skeinHealthWrong /^wrong\>/
  highlight default link skeinHealthOk Statement
  highlight default link skeinHealthWrong ErrorMsg
enddef

def OfVim(): list<list<any>>
  var version = printf('%d.%d.%04d', v:version / 100, v:version % 100, v:versionlong % 10000)
  return [
    [true, 'Vim', version, ''],
    [has('patch-9.0.0758'), 'virtual lines', has('patch-9.0.0758') ? 'shown below the text'
      : 'this Vim has none', 'from Vim 9.0.0758 on, proposals are shown in the text'],
    [&encoding ==# 'utf-8', 'encoding', &encoding, 'put `set encoding=utf-8` into your vimrc'],
    [executable('git') == 1, 'git', executable('git') ? exepath('git') : 'not found',
      'install git: `:SkeinAdd diff` needs it'],
  ]
enddef

def OfCommand(): list<list<any>>
  var path = exepath(Socket.Command())
  if path == ''
    return [[false, 'command', Socket.Command() .. ' is not found',
      'install skein, or set g:skein_executable to its path']]
  endif
  var version = systemlist(shellescape(path) .. ' --no-start --version')->get(0, '')
  return [[version =~ '^skein ', 'command', path .. ', ' .. version,
    'this is not skein: set g:skein_executable to its path']]
enddef

def OfDaemon(): list<list<any>>
  var [error, info] = Connection.Wait('server/info', {}, SECONDS)
  if error != null
    return [[false, 'daemon', error.message, 'skein daemon status and skein daemon logs say more']]
  endif
  var checks = [
    [true, 'daemon', printf('%s %s, process %d', info.name, info.version, info.pid), ''],
    [info.protocolVersion == 1, 'protocol', 'version ' .. info.protocolVersion,
      'update this plugin or the daemon: the plugin speaks version 1'],
    [true, 'socket', info.socketPath, ''],
    [true, 'database', info.databasePath, ''],
    [true, 'configuration', info.configurationPath ?? 'none', ''],
    [true, 'log', info.logPath ?? 'none', ''],
  ]
  return checks + OfHealth() + OfModels()
enddef

# The daemon's own checks.
def OfHealth(): list<list<any>>
  var [error, health] = Connection.Wait('server/health', {}, SECONDS)
  return error != null ? [[false, 'health', error.message, '']]
    : health.checks->mapnew((_, check) => [check.status == 'ok', check.name, check.detail ?? '',
      get(ADVICE, check.name, 'skein daemon status says more')])
enddef

def OfModels(): list<list<any>>
  var name = get(g:, 'skein_model', '')
  var [error, chosen] = Connection.Wait('model/get', name == '' ? {} : {model: name}, SECONDS)
  var checks = [[error == null, 'asked now', error == null ? chosen.model.id : error.message,
    ':SkeinModel lists the models, and sets one']]
  var [failure, models] = Connection.Wait('model/list', {}, SECONDS)
  if failure != null
    return checks + [[false, 'models', failure.message, '']]
  endif
  return checks + [[true, 'models', string(models.data->len()), '']]
    + models.errors->mapnew((_, each) => [false, each.provider, each.message, ADVICE.provider])
enddef
