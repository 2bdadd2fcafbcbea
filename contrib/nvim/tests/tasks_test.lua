local function clear()
  for _, task in ipairs(daemon('task/list', { limit = 200 }).data) do
    daemon('task/delete', { taskId = task.id })
  end
end

---The tasks that the buffer shows.
local function shown(nvim)
  return vim.list_slice(nvim:lines(), 3)
end

return {
  { 'tasks are added, completed, changed, deleted and restored', function(start)
    clear()
    local nvim = start()
    nvim:cmd('SkeinTasks')
    nvim:wait_for_text('Nothing to do. Press a to add a task.')
    nvim:lua("typed = 'Buy wool'")
    nvim:type('a')
    nvim:wait_for_text('[ ] Buy wool')
    nvim:cmd('SkeinTask Knit a scarf')
    nvim:wait_for_text('[ ] Knit a scarf')
    nvim:type('gg/Buy<CR> ')
    nvim:wait_for_text('[x] Buy wool')
    nvim:lua("typed = 'Buy yarn'")
    nvim:type('gg/Buy<CR>e')
    nvim:wait_for_text('[x] Buy yarn')
    expect(nvim:lua('return input_default'), 'Buy wool')
    nvim:type('gg/Buy<CR>dd')
    nvim:wait("not table.concat(lines(), '\\n'):find('yarn')")
    local number = daemon('task/list', { completed = false }).data[1].number
    expect(shown(nvim), { ('%d [ ] Knit a scarf'):format(number) })
    nvim:type('u')
    nvim:wait_for_text('[x] Buy yarn')
    nvim:type('gc')
    nvim:wait("not table.concat(lines(), '\\n'):find('yarn')")
  end },

  { 'deleted tasks are shown when asked for', function(start)
    clear()
    local nvim = start()
    local task = daemon('task/create', { title = 'Gone soon' }).task
    daemon('task/delete', { taskId = task.id })
    nvim:cmd('SkeinTasks')
    nvim:wait_for_text('Nothing to do')
    nvim:type('gd')
    nvim:wait_for_text('[-] Gone soon')
    nvim:type('gg/Gone soon<CR>u')
    nvim:wait_for_text('[ ] Gone soon')
  end },

  { 'what another client does to tasks is seen at once', function(start)
    clear()
    local nvim = start()
    nvim:cmd('SkeinTasks')
    nvim:wait_for_text('Nothing to do')
    local task = daemon('task/create', { title = 'From a shell' }).task
    nvim:wait_for_text('[ ] From a shell')
    daemon('task/update', { taskId = task.id, completed = true })
    nvim:wait_for_text('[x] From a shell')
  end },

  { 'a task opens the thread that it is about', function(start)
    clear()
    local nvim = start()
    local thread = daemon('thread/create', { title = 'About it' }).thread.id
    daemon('task/create', { title = 'With thread', threadId = thread })
    nvim:cmd('SkeinTasks')
    nvim:wait_for_text('With thread')
    nvim:type('gg/With<CR>gt')
    nvim:wait("vim.b.skein_title == 'About it'")
  end },
}
