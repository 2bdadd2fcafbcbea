---Kills the daemon as a crash would, and waits until it has ended.
local function kill(nvim)
  local pid = nvim:lua("return require('skein').call('server/info').pid")
  vim.loop.kill(pid, 'sigkill')
  vim.wait(5000, function()
    return vim.loop.kill(pid, 0) ~= 0
  end, 10)
end

return {
  { 'what another client says on the thread on screen appears', function(start)
    local nvim = start()
    nvim:ask('say one')
    local thread = nvim:thread()
    daemon('message/append', { threadId = thread, role = 'user', content = 'from elsewhere' })
    nvim:wait_for_text('## You\n\nfrom elsewhere\n')
    daemon('turn/run', { threadId = thread, input = 'say two' })
    nvim:wait_for_text('## Assistant\n\ntwo\n')
    expect(#nvim:lines(), 23)
  end },

  { 'a turn that another client starts is streamed here too, and can be cancelled', function(start)
    local one, other = start(), start()
    one:ask('say one')
    other:cmd('SkeinThreads ' .. one:thread())
    other:wait_for_text('one')
    one:type('ihold<C-s>')
    other:wait_for_text('## You\n\nhold\n\n## Assistant\n\nbegun ')
    other:interrupt_until("ended('cancelled')")
    one:wait_for_end('cancelled')
    other:wait("#lines() == 19")
    expect(other:lines(), one:lines())
  end },

  { 'why another client has no answer is shown here too, once', function(start)
    local nvim = start()
    nvim:ask('say one')
    local thread = nvim:thread()
    start():lua("return (select(2, require('skein').call('turn/run', ...)))", { threadId = thread, input = 'fail 400' })
    nvim:wait_for_text('It was asked to fail with 400')
    daemon('turn/run', { threadId = thread, input = 'say two' })
    nvim:wait_for_text('## Assistant\n\ntwo\n')
    expect(select(2, nvim:text():gsub('asked to fail', '')), 1)
    local failed = daemon('turn/list', { threadId = thread, status = 'failed' }).data[1]
    start():lua("return (select(2, require('skein').call('turn/retry', ...)))", { turnId = failed.id })
    -- After a retry, the question stands at the place of the retry, with both attempts.
    nvim:wait("select(2, table.concat(lines(), '\\n'):gsub('two\\n.*asked to fail.*asked to fail', '')) == 1")
    expect(select(2, nvim:text():gsub('asked to fail', '')), 2)
    expect(select(2, nvim:text():gsub('\nfail 400', '')), 1)
  end },

  { 'a chat that is at its end is there again when its thread is restored elsewhere', function(start)
    local nvim = start()
    nvim:ask('say one')
    local thread = nvim:thread()
    daemon('thread/delete', { threadId = thread })
    nvim:wait_for_text('This thread is deleted.')
    daemon('thread/restore', { threadId = thread })
    nvim:wait_for_text('## Assistant\n\none\n')
    expect(nvim:lua("return vim.fn.line('.') == vim.fn.line('$')"), true)
  end },

  { 'two chats that ask at once show the same thread in the end', function(start)
    local one, other = start(), start()
    one:ask('say start')
    other:cmd('SkeinThreads ' .. one:thread())
    other:wait_for_text('start')
    for round = 1, 3 do
      one:type('isay one ' .. round .. '<C-s>')
      other:type('isay other ' .. round .. '<C-s>')
    end
    local function all(nvim)
      nvim:wait("select(2, table.concat(lines(), '\\n'):gsub('## Assistant', '')) == 7 and #require('skein.turn').active() == 0")
    end
    all(one)
    all(other)
    other:wait('vim.deep_equal(lines(), ...)', one:lines())
  end },

  { 'a thread that another client takes back and goes on with is shown anew', function(start)
    local nvim = start()
    nvim:ask('say one')
    local thread = nvim:thread()
    daemon('thread/revert', { threadId = thread, throughSequence = 0 })
    daemon('turn/run', { threadId = thread, input = 'say other' })
    nvim:wait("vim.deep_equal(lines(), { '## You', '', 'say other', '', '## Assistant', '', 'other', '', '## You', '', '' })")
  end },

  { 'a daemon that is killed while it answers is started again, and the turn is ended', function(start)
    local nvim = start()
    nvim:cmd('Skein hold')
    nvim:wait_for_text('begun')
    kill(nvim)
    nvim:wait_for_end('interrupted')
    expect_part(nvim:text(), '## Assistant\n\nbegun \n\n**Interrupted**')
    nvim:type('Gisay again<C-s>')
    nvim:wait_for_text('## Assistant\n\nagain\n')
  end },

  { 'a daemon that is killed while it rewrites leaves the text as it was', function(start)
    local nvim = start()
    nvim:lua("vim.api.nvim_buf_set_lines(0, 0, -1, false, { 'as it was' })")
    nvim:cmd('SkeinRewrite hold')
    nvim:wait("(require('skein.turn').active()[1] or {}).text == 'begun '")
    kill(nvim)
    nvim:wait_for_end('interrupted')
    expect(nvim:wait('#messages == 1 and messages[1].level'), 4)
    expect(nvim:lines(), { 'as it was' })
    -- A turn that is stored nowhere is lost with the daemon, and the chat says so.
    nvim:lua('messages = {}')
    nvim:cmd('SkeinRewrite! hold')
    nvim:wait("(require('skein.turn').active()[1] or {}).text == 'begun '")
    kill(nvim)
    nvim:wait_for_end('failed')
    expect(nvim:wait('#messages == 1 and messages[1].level'), 4)
    expect(nvim:lines(), { 'as it was' })
  end },

  { 'a daemon that is killed while nothing runs is found again', function(start)
    local nvim = start()
    nvim:ask('say one')
    local thread = nvim:thread()
    kill(nvim)
    nvim:wait("not require('skein.connection').is_open()")
    -- Another client starts it and writes; the chat catches up by itself.
    vim.fn.system({ 'skein', 'daemon', 'start' })
    daemon('message/append', { threadId = thread, role = 'user', content = 'after the crash' })
    nvim:wait_for_text('after the crash')
  end },

  { 'a daemon that somebody stops stays stopped until something is asked', function(start)
    local nvim = start()
    nvim:ask('say one')
    vim.fn.system({ 'skein', 'daemon', 'stop' })
    nvim:wait("not require('skein.connection').is_open()")
    -- Chats look for a daemon now and then, but do not start one.
    nvim:lua("require('skein.connection').revive(function(found) seen = { found = found } end)")
    expect(nvim:wait('seen').found, false)
    expect_part(vim.fn.system({ 'skein', 'daemon', 'status' }), 'No daemon is running')
    nvim:type('isay two<C-s>')
    nvim:wait_for_text('## Assistant\n\ntwo\n')
  end },

  { 'a chat is there again when a session is', function(start)
    local nvim = start()
    nvim:ask('say of a session')
    local file = vim.fn.tempname()
    nvim:cmd('mksession ' .. file)
    local other = start()
    other:cmd('source ' .. file)
    other:cmd('wincmd l')
    other:wait_for_text('## Assistant\n\nof a session\n')
  end },

  { 'a daemon that does not run is started', function(start)
    vim.fn.system({ 'skein', 'daemon', 'stop' })
    local nvim = start()
    nvim:ask('say hello')
    expect_part(nvim:text(), '## Assistant\n\nhello\n')
  end },

  { 'without an executable the error says what to do, and the question is kept', function(start)
    local nvim = start({ SKEIN_SOCKET = vim.env.HOME .. '/none/skein.sock' })
    nvim:lua("require('skein').setup { executable = 'no-such-skein' }")
    nvim:cmd('Skein say hello')
    nvim:wait_for_notice("'no-such-skein' is not an executable in PATH. Install skein, or give require('skein').setup")
    expect_part(nvim:text(), 'say hello')
    nvim:cmd('SkeinOpen!')
    nvim:wait_for_notice('No daemon answers at ')
    -- When the daemon can be reached again, gr asks the question that could not be sent.
    nvim:lua("require('skein').setup { socket = ... }", vim.env.SKEIN_SOCKET)
    nvim:type('gr')
    nvim:wait_for_text('## Assistant\n\nhello\n')
    expect(#nvim:lines(), 11)
  end },

  { 'a daemon that listens elsewhere is found through skein', function(start)
    local nvim = start({ SKEIN_SOCKET = '', XDG_RUNTIME_DIR = vim.env.HOME .. '/nowhere' })
    expect(nvim:lua("return require('skein').call('ping') ~= nil"), true)
  end },

  { 'a token in SKEIN_TOKEN is used, and a bad one is told', function(start)
    local token = daemon('session/create', { name = 'nvim' }).token
    local nvim = start({ SKEIN_TOKEN = token })
    expect(nvim:lua("return require('skein').call('auth/whoami').via"), 'token')
    local other = start({ SKEIN_TOKEN = 'nonsense' })
    expect(other:lua("return require('skein').call('auth/whoami').via"), 'peer')
    other:wait_for_notice('SKEIN_TOKEN: ')
  end },

  { ':checkhealth skein says how it is', function(start)
    local nvim = start()
    nvim:cmd('checkhealth skein')
    local version = vim.trim(vim.fn.system({ 'skeind', '--version' }))
    nvim:wait_for_text('skeind ' .. version .. ' answers at ' .. vim.env.SKEIN_SOCKET)
    nvim:wait_for_text('2 models')
    expect(nvim:text():find('ERROR') == nil, true)
  end },
}
