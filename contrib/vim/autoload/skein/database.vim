vim9script

# The database of the daemon at a socket, as the lock beside the socket names it.

# The line of the lock that names the database.
const DATABASE_LINE = 2
# How many lines of a configuration or a lock are read.
const LINES = 10000

# Whether the database is certainly the one of this environment. Where the configuration may set
# another socket or database, this is not certain: then the command is asked.
export def IsOurs(socket: string): bool
  var configuration = Path('SKEIN_CONFIG') ?? Own('XDG_CONFIG_HOME', '.config', 'config.yaml')
  if configuration != '' && getftype(configuration) != ''
    if !filereadable(configuration) || Lines(configuration)
        ->match('^\%(\%uFEFF\)\=[{"''[:space:]]*\%(socket\|database\)\>') >= 0
      return false
    endif
  endif
  var database = Path('SKEIN_DATABASE') ?? Own('XDG_DATA_HOME', '.local/share', 'skein.db')
  var kept = Kept(socket)
  return database == '' || kept != '' && Real(kept) ==# Real(database)
enddef

# The database of the daemon at a socket; '' when the lock does not name it.
export def Kept(socket: string): string
  return get(Lines(socket .. '.lock'), DATABASE_LINE, '')
enddef

# A variable that is not an absolute path counts as not set.
export def Path(variable: string): string
  var value = getenv(variable)
  return type(value) == v:t_string && value =~ '^/' ? value : ''
enddef

def Own(variable: string, place: string, name: string): string
  var home = Path('HOME')
  var base = Path(variable) ?? home == '' ? '' : home .. '/' .. place
  return base == '' ? '' : base .. '/skein/' .. name
enddef

def Lines(file: string): list<string>
  return filereadable(file) ? readfile(file, '', LINES) : []
enddef

# The path with links resolved.
def Real(file: string): string
  return resolve(simplify(file))
enddef
