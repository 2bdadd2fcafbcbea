---The tasks, one on each line, in the buffer `skein://tasks`.
local connection = require('skein.connection')
local list_buffer = require('skein.list_buffer')
local notice = require('skein.notice')
local text = require('skein.text')
local texts = require('skein.texts')
local visible = require('skein.visible')

local M = {}

local shows = { completed = true, deleted = false }
local undone = {} -- ids that were deleted here, the last one last
local list

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

local function page()
  local lines, marks, columns = {}, {}, 1
  for _, task in ipairs(list.entries) do
    columns = math.max(columns, #tostring(task.number or ''))
  end
  for index, task in ipairs(list.entries) do
    lines[index] = line_of(task, columns)
    marks[index] = {
      end_col = #lines[index],
      hl_group = task.deletedAt and 'SkeinNote' or task.completed and 'SkeinDone' or nil,
      virt_text = { { visible.text(note_of(task)), 'SkeinNote' } },
    }
  end
  return {
    heading = '# Tasks',
    lines = lines,
    marks = marks,
    empty = 'Nothing to do. Press a to add a task.',
    more = ('… and more; `skein task list` shows all after these %d.'):format(#lines),
  }
end

local function list_params()
  local asked = { includeDeleted = shows.deleted }
  if not shows.completed then
    asked.completed = false
  end
  return asked
end

---Calls a method and shows the new state.
local function change(method, params)
  connection.request(method, params, function(err)
    if err then
      return notice.error(err)
    end
    list:reload()
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
        if list:is_shown() then
          list:reload()
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
  local task = list:here()
  if task and not task.deletedAt then
    change('task/update', { taskId = task.id, completed = not task.completed })
  end
end

---Changes the title of a task.
local function rename(task)
  visible.input({ prompt = 'Title: ', default = task.title }, function(given)
    if given and vim.trim(given) ~= '' and given ~= visible.in_buffer(task.title) then
      change('task/update', { taskId = task.id, title = given })
    end
  end)
end

---Opens the description of a task.
local function describe(task)
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
  local task = list:here()
  if task and not task.deletedAt then
    undone[#undone + 1] = task.id
    change('task/delete', { taskId = task.id })
  end
end

---Restores the deleted task under the cursor, else the one deleted last.
function M.restore()
  local task = list:here()
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
    list:reload()
  end
end

local function open_thread()
  local task = list:here()
  if task and task.threadId then
    require('skein.chat').open(task.threadId)
  else
    notice.info('This task has no thread.')
  end
end

list = list_buffer.new {
  name = 'skein://tasks',
  filetype = 'skein-tasks',
  hint = 'q leaves, g? helps',
  method = 'task/list',
  params = list_params,
  entities = { task = true },
  page = page,
  help = HELP,
}

list.kind.keys = {
  { '<CR>', M.toggle, 'complete' },
  { '<Space>', M.toggle, 'complete' },
  {
    'a',
    function()
      M.add()
    end,
    'add a task',
  },
  { 'e', list:on_entry(rename), 'change the title' },
  { 'E', list:on_entry(describe), 'change the description' },
  { 'dd', M.delete, 'delete' },
  { 'u', M.restore, 'restore' },
  { 'gc', show_or_hide('completed'), 'show or hide completed' },
  { 'gd', show_or_hide('deleted'), 'show or hide deleted' },
  { 'gt', open_thread, 'open the thread' },
}

---Makes a loaded buffer the list of tasks.
function M.attach(loaded)
  list:attach(loaded)
end

---Attaches a buffer that a session has restored.
function M.reattach(loaded)
  list:reattach(loaded)
end

---Opens the list of tasks.
function M.open()
  list:open()
end

return M
