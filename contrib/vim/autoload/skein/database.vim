vim9script

# Whose history the daemon at a socket keeps, as the lock beside the socket says.

# The line of the lock that names the database.
const DATABASE_LINE = 2
# As much of a configuration or a lock is read.
const LINES = 10000

# Whether it is known to be the one that this environment means. Where the configuration may name
# another socket or database, it is not known: the command is asked then.
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

# The one that the daemon at a socket keeps, '' when nothing says so.
export def Kept(socket: string): string
  return get(Lines(socket .. '.lock'), DATABASE_LINE, '')
enddef

# A variable that holds no absolute path counts for nothing.
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

# Links stand for what they lead to.
def Real(file: string): string
  return resolve(simplify(file))
enddef
