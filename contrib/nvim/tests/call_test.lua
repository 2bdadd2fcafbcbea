return {
  { 'a call without a callback waits and gives the result', function(start)
    local nvim = start()
    local info = nvim:lua("return require('skein').call('server/info')")
    expect(info.name, 'skeind')
    expect(info.protocolVersion, 1)
  end },

  { 'a call with a callback gets (err, result) later', function(start)
    local nvim = start()
    nvim:lua([[require('skein').call('thread/create', { title = 'Café 🧶' }, function(err, result)
      answer = { err = err and tostring(err), thread = result and result.thread }
    end)]])
    expect(nvim:wait('answer').thread.title, 'Café 🧶')
  end },

  { 'null is nil in answers, and vim.NIL is null in params', function(start)
    local nvim = start()
    local seen = nvim:lua([[
      local call = require('skein').call
      local task = call('task/create', { title = 'x', description = 'y' }).task
      local before = { task.description, task.completedAt == nil }
      task = call('task/update', { taskId = task.id, description = vim.NIL }).task
      return { before, task.description == nil }
    ]])
    expect(seen, { { 'y', true }, true })
  end },

  { 'an error says what to do, and is a table with a kind', function(start)
    local nvim = start()
    local err = nvim:lua([[
      local result, err = require('skein').call('thread/get', { threadId = 'x' })
      return { result == nil, err.code, err.data.kind, tostring(err) }
    ]])
    expect({ err[1], err[2], err[3] }, { true, -32602, 'invalidParams' })
    expect_part(err[4], 'expected a UUID')
  end },

  { 'a call without a callback gives up when its time is over', function(start)
    local nvim = start()
    local seen = nvim:lua([[
      local result, err = require('skein').call('turn/run', { input = 'hold' }, nil, { timeout_ms = 300 })
      return { result == nil, err.data.kind, err.message }
    ]])
    expect(seen, { true, 'timeout', 'turn/run was not answered in 0.3 s.' })
    -- Cancelling the request has also cancelled its turn.
    vim.wait(5000, function()
      return #daemon('turn/list', { status = 'running' }).data == 0
    end, 50)
    expect(#daemon('turn/list', { status = 'running' }).data, 0)
  end },

  { 'params that are no JSON are an error of the call', function(start)
    local nvim = start()
    nvim:lua("require('skein').call('ping', { f = print }, function(err) seen = err.data.kind end)")
    expect(nvim:wait('seen'), 'invalidParams')
  end },

  { 'bytes that are no UTF-8 reach the daemon as U+FFFD', function(start)
    local nvim = start()
    local title = nvim:lua("return require('skein').call('thread/create', { title = 'a\\255b\\195' }).thread.title")
    expect(title, 'a\239\191\189b\239\191\189')
  end },

  { 'lines are whole wherever the bytes were cut', function(start)
    local nvim = start()
    local seen = nvim:lua([[
      local frames, found = require('skein.frames').new(), {}
      local text = 'ä🧶\n\n{"x":1}\nrest'
      for index = 1, #text do
        vim.list_extend(found, frames:take(text:sub(index, index)))
      end
      vim.list_extend(found, frames:take('!\na\nb\n'))
      return found
    ]])
    expect(seen, { 'ä🧶', '', '{"x":1}', 'rest!', 'a', 'b' })
  end },

  { ':SkeinCall shows what a method answers, and its errors', function(start)
    local nvim = start()
    nvim:cmd('SkeinCall thread/get {"threadId": 3}')
    nvim:wait_for_notice('threadId: expected')
    nvim:cmd('SkeinCall ping nonsense')
    nvim:wait_for_notice('not a JSON object: nonsense')
  end },

  { 'an option that does not exist is an error that names those that do', function(start)
    local nvim = start()
    local seen = nvim:lua([[return { pcall(require('skein').setup, { colour = 1 }) }]])
    expect(seen[1], false)
    expect_part(seen[2], 'there is no option "colour"; there are default_mappings, delta_interval_ms')
    seen = nvim:lua([[return { pcall(require('skein').setup, { model = 1 }) }]])
    expect_part(seen[2], 'the option model is a string')
  end },
}
