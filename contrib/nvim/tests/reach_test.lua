---A separate home, besides others with the same runtime directory.
local function home_in(runtime)
  local home = vim.fn.tempname()
  vim.fn.mkdir(home .. '/.config/skein', 'p')
  return {
    HOME = home, XDG_RUNTIME_DIR = runtime, SKEIN_SOCKET = '', SKEIN_DATABASE = '', SKEIN_CONFIG = '',
    XDG_DATA_HOME = '', XDG_CONFIG_HOME = '', XDG_STATE_HOME = '',
  }
end

---Runs skein in a home; returns its output.
local function skein(environment, ...)
  local words = { 'env' }
  for name, value in pairs(environment) do
    words[#words + 1] = name .. '=' .. value
  end
  return vim.fn.system(vim.list_extend(words, { 'skein', ... }))
end

---Runs a function with two homes and one runtime directory, in which the first one's daemon listens.
local function with_homes(act)
  local runtime = vim.fn.tempname()
  vim.fn.mkdir(runtime, 'p', tonumber('700', 8))
  local one, other = home_in(runtime), home_in(runtime)
  skein(one, 'daemon', 'start')
  local ok, err = pcall(act, one, other)
  skein(one, 'daemon', 'stop')
  skein(other, 'daemon', 'stop')
  if not ok then
    error(err, 0)
  end
end

local DATABASE = "local info, err = require('skein').call('server/info') return info and info.databasePath or err.message"

---The error of a call, and how many seconds it took.
local function timed(nvim, method)
  local began = vim.loop.hrtime()
  local said = nvim:lua("local result, err = require('skein').call(...) return result and 'answered' or err.message", method)
  return said, (vim.loop.hrtime() - began) / 1e9
end

---Stops the daemon with SIGSTOP, and lets it continue afterwards.
local function while_stopped(nvim, act)
  local pid = nvim:lua("return require('skein').call('server/info').pid")
  vim.loop.kill(pid, 'sigstop')
  local ok, err = pcall(act, pid)
  vim.loop.kill(pid, 'sigcont')
  if not ok then
    error(err, 0)
  end
end

---Listens at a socket and sends a text, or nothing, to each connection.
local function listen(words)
  local path, server, clients = vim.fn.tempname(), vim.loop.new_pipe(false), {}
  server:bind(path)
  server:listen(8, function()
    local client = vim.loop.new_pipe(false)
    server:accept(client)
    clients[#clients + 1] = client
    if words then
      client:write(words)
    end
  end)
  return path, function()
    for _, each in ipairs(vim.list_extend({ server }, clients)) do
      each:close()
    end
  end
end

return {
  { 'a daemon that keeps the database of another home is passed over', function(start)
    with_homes(function(one, other)
      expect(start(one):lua(DATABASE), one.HOME .. '/.local/share/skein/skein.db')
      expect(start(other):lua(DATABASE), other.HOME .. '/.local/share/skein/skein.db')
      local nvim = start(vim.tbl_extend('force', one, { SKEIN_DATABASE = other.HOME .. '/.local/share/skein/skein.db' }))
      expect(nvim:lua(DATABASE), other.HOME .. '/.local/share/skein/skein.db')
      -- A daemon at a named socket is used, whatever database it has.
      nvim = start(vim.tbl_extend('force', other, { SKEIN_SOCKET = one.XDG_RUNTIME_DIR .. '/skein/skein.sock' }))
      expect(nvim:lua(DATABASE), one.HOME .. '/.local/share/skein/skein.db')
    end)
  end },

  { 'what the configuration says of the database and the socket counts', function(start)
    with_homes(function(one, other)
      local database = other.HOME .. '/elsewhere.db'
      vim.fn.writefile({ 'database: ' .. database }, other.HOME .. '/.config/skein/config.yaml')
      expect(start(other):lua(DATABASE), database)
      local socket = one.HOME .. '/s/skein.sock'
      vim.fn.writefile({ 'socket: ' .. socket }, one.HOME .. '/.config/skein/config.yaml')
      skein(one, 'daemon', 'restart')
      local nvim = start(one)
      expect(nvim:lua(DATABASE), one.HOME .. '/.local/share/skein/skein.db')
      expect(nvim:lua("return require('skein').call('server/info').socketPath"), socket)
    end)
  end },

  { 'where starting is turned off none is started, and that is said', function(start)
    local path = vim.env.HOME .. '/none/skein.sock'
    local nvim = start({ SKEIN_SOCKET = path, SKEIN_NO_START = '1' })
    local said = timed(nvim, 'ping')
    expect_part(said, 'No daemon answers at ' .. path)
    expect_part(said, 'and starting one is turned off.')
    expect(vim.loop.fs_stat(path), nil)
  end },

  { 'a daemon that hangs is a sentence within five seconds, and is spoken to again when it goes on', function(start)
    local nvim = start()
    while_stopped(nvim, function(pid)
      local said, seconds = timed(nvim, 'thread/list')
      expect(said, ('skeind (process %d) at %s does not answer: skein daemon stop ends it, and the next command starts'
        .. ' another.'):format(pid, vim.env.SKEIN_SOCKET))
      expect(seconds < 5, true)
      -- Also for a Neovim that connects only now, and for requests other than questions.
      local other = start()
      other:cmd('SkeinThreads')
      other:wait_for_notice('does not answer')
    end)
    expect(timed(nvim, 'ping'), 'answered')
  end },

  { 'a daemon that hangs under an answer is told of beside it, and the answer goes on with it', function(start)
    local nvim = start()
    nvim:cmd('Skein hold')
    nvim:wait_for_text('begun')
    while_stopped(nvim, function()
      nvim:wait([[(function()
        local namespace = require('skein.chat.view').namespace
        for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, namespace, 0, -1, { details = true })) do
          if mark[4].virt_text and mark[4].virt_text[1][1] == 'the daemon does not answer' then
            return true
          end
        end
      end)()]])
    end)
    nvim:wait("not require('skein.turn').active()[1].silent")
    nvim:cmd('SkeinCancel')
    nvim:wait_for_end('cancelled')
    expect(nvim:lines(), { '## You', '', 'hold', '', '## Assistant', '', 'begun ', '', '## You', '', '' })
  end },

  { 'what was asked of a daemon that hangs is asked once, whenever that goes on', function(start)
    local nvim = start()
    nvim:ask('say one')
    while_stopped(nvim, function()
      nvim:type('isay two<C-s>')
      nvim:wait_for_notice('does not answer')
      nvim:wait_for_text('does not answer: skein daemon stop ends it')
    end)
    nvim:wait("vim.deep_equal(lines(), ...)", {
      '## You', '', 'say one', '', '## Assistant', '', 'one', '',
      '## You', '', 'say two', '', '## Assistant', '', 'two', '', '## You', '', '',
    })
  end },

  { 'a list that comes late opens nothing for who types on', function(start)
    local nvim = start()
    nvim:lua("require('skein').call('ping') wanted = 'x'")
    while_stopped(nvim, function()
      nvim:cmd('SkeinOpen!')
      vim.wait(2500, function()
        nvim:type('ix<Esc>')
        return false
      end, 500)
    end)
    nvim:wait_for_notice('too late to open anything: ask again.')
    expect(nvim:lua('return #choices'), 0)
  end },

  { 'another program at the socket is a sentence within five seconds', function(start)
    local path, close = listen()
    local said, seconds = timed(start({ SKEIN_SOCKET = path }), 'ping')
    close()
    expect_part(said, (' (process %d) listens at %s, does not answer, and is not skeind'):format(vim.fn.getpid(), path))
    expect(seconds < 5, true)
    path, close = listen('hello\n')
    said = timed(start({ SKEIN_SOCKET = path }), 'ping')
    close()
    expect(said, ('The program at %s is not skeind.'):format(path))
  end },
}
