---The tasks, one on each line, in the buffer `skein://tasks`.
local config = require('skein.config')
local connection = require('skein.connection')
local events = require('skein.events')
local list = require('skein.list')
local notice = require('skein.notice')
local text = require('skein.text')
local texts = require('skein.texts')
local visible = require('skein.visible')

local M = {}

M.NAME = 'skein://tasks'
M.namespace = vim.api.nvim_create_namespace('skein.tasks')

---The most tasks that are shown.
M.SHOWN = 1000
local GATHER_MS = 100

local HEADER = 2 -- The title and an empty line stand above the tasks.

local buffer
local tasks = {} -- by line below the header
local shows = { completed = true, deleted = false }
local undone = {} -- ids that were deleted here, the last one last

local function is_shown()
  return buffer and vim.api.nvim_buf_is_loaded(buffer)
end

---A task with its number first, in this many columns.
local function line_of(task, columns)
  local box = task.deletedAt and '[-]' or task.completed and '[x]' or '[ ]'
  return ('%' .. columns .. 's %s %s'):format(task.number or '–', box, visible.in_buffer(task.title))
end

local function note_of(task)
  local notes = {}
  if task.description then
    notes[#notes + 1] = text.shortened(task.description, 60)
  end
  if task.threadId then
    notes[#notes + 1] = 'gt opens its thread'
  end
  notes[#notes + 1] = task.deletedAt and 'deleted' or text.age(task.completedAt or task.createdAt)
  return table.concat(notes, ' · ')
end

local function render(rest)
  local lines = { '# Tasks', '' }
  local columns = 1
  for _, task in ipairs(tasks) do
    columns = math.max(columns, #tostring(task.number or ''))
  end
  for _, task in ipairs(tasks) do
    lines[#lines + 1] = line_of(task, columns)
  end
  if #tasks == 0 then
    lines[#lines + 1] = 'Nothing to do. Press a to add a task.'
  elseif rest then
    lines[#lines + 1] = ('… and more; `skein task list` shows all after these %d.'):format(#tasks)
  end
  local options = vim.bo[buffer]
  options.modifiable = true
  vim.api.nvim_buf_clear_namespace(buffer, M.namespace, 0, -1)
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  options.modifiable = false
  vim.api.nvim_buf_set_extmark(buffer, M.namespace, 0, 0, { virt_text = { { 'q leaves, g? helps', 'SkeinNote' } } })
  for index, task in ipairs(tasks) do
    vim.api.nvim_buf_set_extmark(buffer, M.namespace, HEADER + index - 1, 0, {
      end_row = HEADER + index,
      hl_group = task.deletedAt and 'SkeinNote' or task.completed and 'SkeinDone' or nil,
      virt_text = { { visible.text(note_of(task)), 'SkeinNote' } },
    })
  end
end

local function read(callback)
  local params = { includeDeleted = shows.deleted }
  if not shows.completed then
    params.completed = false
  end
  list.read('task/list', params, M.SHOWN, callback)
end

---Shows the tasks as they are in the daemon.
function M.reload()
  read(function(err, found, rest)
    if not is_shown() then
      return
    end
    if err then
      return notice.error(err)
    end
    local is_first = #tasks == 0
    tasks = found
    render(rest)
    -- The cursor begins on a task, so that the keys have one to act on.
    local window = vim.fn.bufwinid(buffer)
    if is_first and #tasks > 0 and window ~= -1 and vim.api.nvim_win_get_cursor(window)[1] <= HEADER then
      vim.api.nvim_win_set_cursor(window, { HEADER + 1, 0 })
    end
  end)
end

local function here()
  return tasks[vim.api.nvim_win_get_cursor(0)[1] - HEADER]
end

---Calls a method and shows the new state.
local function change(method, params)
  connection.request(method, params, function(err)
    if err then
      return notice.error(err)
    end
    M.reload()
  end)
end

---Adds a task; asks for its title when none is given.
function M.add(title)
  local function add(given)
    if given and vim.trim(given) ~= '' then
      connection.request('task/create', { title = given }, function(err, result)
        if err then
          return notice.error(err)
        end
        if is_shown() then
          M.reload()
        else
          notice.info(('Task %s, “%s”, was added.'):format(result.task.number or '', result.task.title))
        end
      end)
    end
  end
  if title and title ~= '' then
    return add(title)
  end
  visible.input({ prompt = 'Task: ' }, add)
end

---Completes the task under the cursor, or makes it open again.
function M.toggle()
  local task = here()
  if task and not task.deletedAt then
    change('task/update', { taskId = task.id, completed = not task.completed })
  end
end

---Changes the title of the task under the cursor.
local function rename()
  local task = here()
  if not task then
    return
  end
  visible.input({ prompt = 'Title: ', default = task.title }, function(given)
    if given and vim.trim(given) ~= '' and given ~= visible.in_buffer(task.title) then
      change('task/update', { taskId = task.id, title = given })
    end
  end)
end

---Opens the description of the task under the cursor.
local function describe()
  local task = here()
  if not task then
    return
  end
  texts.open {
    name = ('skein://task/%s/description'):format(task.number or task.id),
    title = 'The description',
    text = task.description or '',
    save = function(written, done)
      local params = { taskId = task.id, description = written ~= '' and written or vim.NIL }
      connection.request('task/update', params, function(err)
        if err then
          return notice.error(err)
        end
        done()
      end)
    end,
  }
end

---Soft-deletes the task under the cursor.
function M.delete()
  local task = here()
  if task and not task.deletedAt then
    undone[#undone + 1] = task.id
    change('task/delete', { taskId = task.id })
  end
end

---Restores the deleted task under the cursor, else the one deleted last.
function M.restore()
  local task = here()
  local id = task and task.deletedAt and task.id or table.remove(undone)
  if not id then
    return notice.info('No task was deleted here; gd shows deleted ones.')
  end
  change('task/restore', { taskId = id })
end

local HELP = {
  '<CR> <Space>  complete, or open again',
  'a             add a task',
  'e             change the title',
  'E             change the description',
  'dd            delete',
  'u             restore the task under the cursor, or the last deleted one',
  'gc            show or hide completed tasks',
  'gd            show or hide deleted tasks',
  'gt            open the thread of the task',
  'R             read the tasks again',
  'q             close the window',
}

local function show_or_hide(what)
  return function()
    shows[what] = not shows[what]
    M.reload()
  end
end

local function open_thread()
  local task = here()
  if task and task.threadId then
    require('skein.chat').open(task.threadId)
  else
    notice.info('This task has no thread.')
  end
end

local function attach_keys()
  local function map(key, action, description)
    vim.keymap.set('n', key, action, { buffer = buffer, nowait = true, silent = true, desc = 'skein: ' .. description })
  end
  map('<CR>', M.toggle, 'complete')
  map('<Space>', M.toggle, 'complete')
  map('a', function()
    M.add()
  end, 'add a task')
  map('e', rename, 'change the title')
  map('E', describe, 'change the description')
  map('dd', M.delete, 'delete')
  map('u', M.restore, 'restore')
  map('gc', show_or_hide('completed'), 'show or hide completed')
  map('gd', show_or_hide('deleted'), 'show or hide deleted')
  map('gt', open_thread, 'open the thread')
  map('R', M.reload, 'read again')
  map('q', '<Cmd>close<CR>', 'close')
  map('g?', function()
    vim.lsp.util.open_floating_preview(HELP, '', { border = 'rounded', wrap = false })
  end, 'show the keys')
end

---Makes a loaded buffer the list of tasks.
function M.attach(loaded)
  buffer = loaded
  local options = vim.bo[buffer]
  options.buftype, options.bufhidden, options.swapfile = 'nofile', 'hide', false
  options.undolevels = -1
  options.filetype = 'skein-tasks'
  options.modifiable = false
  attach_keys()
  local waiting = false
  events.follow(buffer, {
    changed = function(event)
      if event.entity == 'task' and not waiting then
        waiting = true
        vim.defer_fn(function()
          waiting = false
          if is_shown() then
            M.reload()
          end
        end, GATHER_MS)
      end
    end,
    resumed = M.reload,
  })
  local group = vim.api.nvim_create_augroup('skein.tasks', {})
  vim.api.nvim_create_autocmd('BufUnload', {
    group = group,
    buffer = buffer,
    callback = function()
      events.leave(loaded)
    end,
  })
  M.reload()
end

---Attaches a buffer that a session has restored.
function M.reattach(loaded)
  if loaded ~= buffer or not is_shown() then
    M.attach(loaded)
  end
end

---Opens the list of tasks.
function M.open()
  local number = vim.fn.bufadd(M.NAME)
  local window = vim.fn.bufwinid(number)
  if window ~= -1 then
    vim.api.nvim_set_current_win(window)
  else
    vim.cmd(config.window())
    vim.api.nvim_win_set_buf(0, number)
  end
end

return M
