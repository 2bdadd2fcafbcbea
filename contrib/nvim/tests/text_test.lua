return {
  { 'UTF-8 is kept and what is none is replaced', function(start)
    local nvim = start()
    local seen = nvim:lua([[
      local well_formed = require('skein.text').well_formed
      local result = {}
      for _, text in ipairs {
        'plain', 'Grüße 🧶 日本', '\195', 'a\192\175b', '\237\160\128', '\244\144\128\128', '\240\159\167', 'é\233é',
      } do
        result[#result + 1] = well_formed(text)
      end
      return result
    ]])
    local r = '\239\191\189'
    expect(seen, { 'plain', 'Grüße 🧶 日本', r, 'a' .. r .. r .. 'b', r .. r .. r, r .. r .. r .. r, r .. r .. r, 'é' .. r .. 'é' })
  end },

  { 'an error without a key is said in the words of the daemon', function(start)
    local nvim = start()
    local seen = nvim:lua([[
      local words = require('skein.failure').words
      local function of(code, param)
        return words { message = 'No key.', data = { kind = 'provider', code = code, param = param } }
      end
      vim.env.SKEIN_TEST_KEY = 'k'
      return { of('noKey'), of('noKey', 'SKEIN_UNSET_KEY'), of('noKey', vim.NIL), of('other', 'SKEIN_TEST_KEY'),
        of('noKey', 'SKEIN_TEST_KEY') }
    ]])
    expect(seen, { 'No key.', 'No key.', 'No key.', 'No key.',
      'No key. SKEIN_TEST_KEY is set here, but the daemon was started without it: '
        .. 'skein daemon restart passes it on, unless systemd starts the daemon.' })
  end },

  { 'times are read as what they are, and told as ages', function(start)
    local nvim = start()
    local seen = nvim:lua([[
      local text = require('skein.text')
      local now = text.seconds('2026-03-01T00:00:00.000Z')
      return {
        text.seconds('1970-01-01T00:00:00.000Z'), text.seconds('2000-02-29T12:30:15.250Z'), now,
        text.age('2026-02-28T23:59:30.000Z', now), text.age('2026-02-28T23:30:00.000Z', now),
        text.age('2026-02-28T12:00:00.000Z', now), text.age('2026-02-27T12:00:00.000Z', now),
        text.age('2026-02-20T12:00:00.000Z', now), text.age('2025-12-24T12:00:00.000Z', now),
        text.age('2026-03-01T00:05:00.000Z', now),
      }
    ]])
    expect(seen, {
      0, 951827415, 1772323200, 'now', '30 min ago', '12 h ago', 'yesterday', '8 days ago', '2025-12-24', 'now',
    })
  end },

  { 'texts are cut between characters', function(start)
    local nvim = start()
    local seen = nvim:lua([[
      local text = require('skein.text')
      return { text.shortened('äöüäöü', 4), text.shortened('a\n  b', 9), text.ending('äöüäöü', 4), text.ending('ab', 4) }
    ]])
    expect(seen, { 'äöü…', 'a b', '…äöü', 'ab' })
  end },

  { 'a NUL in a buffer is no line feed in a message', function(start)
    local nvim = start()
    local seen = nvim:lua([[
      vim.api.nvim_buf_set_lines(0, 0, -1, false, { 'a\0b', 'c' })
      return require('skein.text').joined(vim.api.nvim_buf_get_lines(0, 0, -1, false))
    ]])
    expect(seen, 'a\239\191\189b\nc')
  end },

  { 'the socket is where the rule of skein says', function(start)
    local nvim = start()
    local seen = nvim:lua([[
      local path = function()
        return require('skein.place').address().path
      end
      local result = {}
      local function with(values)
        for _, name in ipairs { 'SKEIN_SOCKET', 'XDG_RUNTIME_DIR', 'TMPDIR' } do
          vim.env[name] = values[name]
        end
        result[#result + 1] = path()
      end
      local home = vim.env.HOME
      with { SKEIN_SOCKET = '/a/b.sock', XDG_RUNTIME_DIR = home }
      with { SKEIN_SOCKET = 'relative', XDG_RUNTIME_DIR = home .. '/' }
      with { XDG_RUNTIME_DIR = '', TMPDIR = '/var/tmp/' }
      with {}
      -- A directory that does not exist is ignored.
      with { XDG_RUNTIME_DIR = home .. '/none', TMPDIR = '/var/tmp' }
      with { XDG_RUNTIME_DIR = home .. '/none', TMPDIR = home .. '/none' }
      return result
    ]])
    local uid = vim.loop.getuid()
    local temporary = ('/var/tmp/skein-%d/skein.sock'):format(uid)
    expect(seen, {
      '/a/b.sock', vim.env.HOME .. '/skein/skein.sock', temporary,
      ('/tmp/skein-%d/skein.sock'):format(uid), temporary, ('/tmp/skein-%d/skein.sock'):format(uid),
    })
  end },

  { "a runtime directory of another user's is passed over", function(start)
    if vim.loop.getuid() ~= 0 then
      return io.stdout:write("not tested, because it needs root: another user's runtime directory\n")
    end
    local directory = vim.fn.tempname()
    vim.fn.mkdir(directory)
    vim.loop.fs_chown(directory, 65534, 65534)
    local nvim = start({ SKEIN_SOCKET = '', XDG_RUNTIME_DIR = directory, TMPDIR = '/var/tmp' })
    expect(nvim:lua("return require('skein.place').address().path"), '/var/tmp/skein-0/skein.sock')
  end },
}
