-- Commands, <Plug> mappings and buffers of skein. Nothing is loaded before it is used.
if vim.g.loaded_skein then
  return
end
vim.g.loaded_skein = true

if vim.fn.has('nvim-0.7') == 0 then
  vim.notify('skein: Neovim 0.7 or newer is needed.', vim.log.levels.ERROR)
  return
end

local function command(name, action, options)
  vim.api.nvim_create_user_command(name, function(given)
    require('skein.commands')[action](given)
  end, options)
end

local function completing(module)
  return function(...)
    return require(module).complete(...)
  end
end

command('Skein', 'skein', { nargs = '*', range = true, bang = true, desc = 'Ask, or open a chat' })
command('SkeinAsk', 'ask', { nargs = '*', range = true, bang = true, desc = 'Ask about the range or the buffer' })
command('SkeinRewrite', 'rewrite', { nargs = '*', range = true, bang = true, desc = 'Rewrite the range' })
command('SkeinAppend', 'append', { nargs = '*', range = true, bang = true, desc = 'Write an answer below the range' })
command('SkeinAdd', 'add', {
  nargs = '*',
  range = true,
  complete = completing('skein.context'),
  desc = 'Add to the next question',
})
command('SkeinDrop', 'drop', {
  nargs = '*',
  bang = true,
  complete = function()
    return require('skein.context').labels(require('skein.chat').current())
  end,
  desc = 'Take away from the next question',
})
command('SkeinTemplate', 'template', {
  nargs = '+',
  range = true,
  complete = completing('skein.templates'),
  desc = 'Ask by a template',
})
command('SkeinInsert', 'insert', { nargs = '*', bang = true, desc = 'Write an answer at the cursor' })
command('SkeinRefine', 'refine', { nargs = '*', desc = 'Propose again, by another wish' })
for name, action in pairs {
  SkeinAccept = 'accept',
  SkeinAcceptHunk = 'accept_hunk',
  SkeinReject = 'reject',
  SkeinRejectHunk = 'reject_hunk',
  SkeinDiff = 'diff',
} do
  vim.api.nvim_create_user_command(name, function()
    require('skein.proposal')[action]()
  end, { desc = 'Proposals: ' .. action:gsub('_', ' ') })
end
command('SkeinThreads', 'threads', {
  nargs = '*',
  bang = true,
  complete = completing('skein.names'),
  desc = 'List the threads',
})
command('SkeinOpen', 'open', { nargs = '*', bang = true, complete = completing('skein.names'), desc = 'Open a thread' })
command('SkeinSearch', 'search', { nargs = '+', desc = 'Search the messages of all threads' })
command('SkeinRename', 'rename', { nargs = '*', desc = "Give the chat's thread a title" })
command('SkeinDelete', 'delete', { desc = "Delete the chat's thread" })
command('SkeinSystem', 'system', { nargs = '*', desc = "Set the thread's system prompt" })
command('SkeinOption', 'option', {
  nargs = '*',
  complete = completing('skein.chat.settings'),
  desc = "List or set the thread's options",
})
command('SkeinModel', 'model', { nargs = '?', complete = completing('skein.models'), desc = 'Choose a model' })
command('SkeinRetry', 'retry', { nargs = '?', complete = completing('skein.models'), desc = 'Ask the last question again' })
command('SkeinUndo', 'undo', { desc = 'Remove the last question' })
command('SkeinEdit', 'edit', { nargs = '*', desc = 'Ask another question in place of the last' })
command('SkeinFork', 'fork', { desc = 'Go on in a copy of the thread up to here' })
command('SkeinFilter', 'filter', { nargs = '*', complete = 'shellcmd', desc = 'Run code through a shell command' })
command('SkeinVariants', 'variants', { desc = 'Show other answers to the last question' })
command('SkeinVersions', 'versions', { desc = "Choose a version of the chat's thread" })
command('SkeinLast', 'last', { desc = 'Open the thread with the latest activity' })
command('SkeinCall', 'call', { nargs = '+', desc = 'Call a method of the daemon' })

vim.api.nvim_create_user_command('SkeinRestore', function()
  require('skein.threads').restore()
end, { desc = 'Restore a deleted thread' })
vim.api.nvim_create_user_command('SkeinTasks', function()
  require('skein.tasks').open()
end, { desc = 'Show the tasks' })
vim.api.nvim_create_user_command('SkeinTask', function(given)
  require('skein.tasks').add(given.args)
end, { nargs = '*', desc = 'Add a task' })
vim.api.nvim_create_user_command('SkeinHere', function()
  require('skein.here').ask(vim.api.nvim_get_current_buf())
end, { desc = 'Ask the last question of this file' })
vim.api.nvim_create_user_command('SkeinHealth', function()
  vim.cmd('checkhealth skein')
end, { desc = 'Check what skein needs' })
vim.api.nvim_create_user_command('SkeinCancel', function()
  require('skein').cancel()
end, { desc = 'Cancel running turns' })

local function plug(mode, name, keys)
  vim.keymap.set(mode, '<Plug>(skein-' .. name .. ')', keys, { silent = true })
end

plug('n', 'chat', '<Cmd>Skein<CR>')
plug('n', 'new', '<Cmd>Skein!<CR>')
plug('n', 'last', '<Cmd>SkeinLast<CR>')
plug('n', 'ask', '<Cmd>SkeinAsk<CR>')
plug('x', 'ask', ':SkeinAsk<CR>')
plug('n', 'rewrite', '<Cmd>SkeinRewrite<CR>')
plug('x', 'rewrite', ':SkeinRewrite<CR>')
plug('n', 'append', '<Cmd>SkeinAppend<CR>')
plug('x', 'append', ':SkeinAppend<CR>')
plug('n', 'add', '<Cmd>SkeinAdd<CR>')
plug('x', 'add', ':SkeinAdd<CR>')
plug('n', 'insert', '<Cmd>SkeinInsert<CR>')
vim.keymap.set('n', '<Plug>(skein-operator)', function()
  return require('skein.operator').start()
end, { expr = true })
plug('x', 'operator', ':SkeinRewrite<CR>')
plug('n', 'threads', '<Cmd>SkeinThreads<CR>')
plug('n', 'tasks', '<Cmd>SkeinTasks<CR>')
plug('n', 'cancel', '<Cmd>SkeinCancel<CR>')

if vim.g.skein_default_mappings == true or vim.g.skein_default_mappings == 1 then
  require('skein.mappings').set()
end

local group = vim.api.nvim_create_augroup('skein', {})
vim.api.nvim_create_autocmd('BufReadCmd', {
  group = group,
  pattern = { 'skein://thread/*', 'skein://[0-9]*' },
  callback = function(event)
    require('skein.chat').attach(event.buf)
  end,
})
vim.api.nvim_create_autocmd('BufReadCmd', {
  group = group,
  pattern = 'skein://tasks',
  callback = function(event)
    require('skein.tasks').attach(event.buf)
  end,
})
vim.api.nvim_create_autocmd('BufReadCmd', {
  group = group,
  pattern = 'skein://threads',
  callback = function(event)
    require('skein.thread_list').attach(event.buf)
  end,
})
-- A session has the names of such buffers, but does not read them.
vim.api.nvim_create_autocmd('SessionLoadPost', {
  group = group,
  callback = function()
    for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
      local name = vim.api.nvim_buf_get_name(buffer)
      local is_loaded = vim.api.nvim_buf_is_loaded(buffer)
      if is_loaded and vim.startswith(name, 'skein://thread/') or is_loaded and name:find('^skein://%d') then
        require('skein.chat').reattach(buffer)
      elseif is_loaded and name == 'skein://tasks' then
        require('skein.tasks').reattach(buffer)
      elseif is_loaded and name == 'skein://threads' then
        require('skein.thread_list').reattach(buffer)
      end
    end
  end,
})

local function link(name, target)
  vim.api.nvim_set_hl(0, name, { link = target, default = true })
end

local function highlight()
  link('SkeinUser', 'Title')
  link('SkeinAssistant', 'Identifier')
  link('SkeinSystem', 'PreProc')
  link('SkeinNote', 'Comment')
  link('SkeinDone', 'Comment')
  link('SkeinPending', 'Visual')
  link('SkeinPreview', 'DiffAdd')
  link('SkeinAdded', 'DiffAdd')
  if vim.g.colors_name or vim.fn.has('nvim-0.10') == 1 then
    link('SkeinRemoved', 'DiffDelete')
  else
    -- The DiffDelete of Neovim 0.9 and older without a colour scheme is blue on cyan: it cannot be read.
    vim.api.nvim_set_hl(0, 'SkeinRemoved', { ctermfg = 9, fg = 'Red', default = true })
  end
  link('SkeinFailed', 'ErrorMsg')
end
highlight()
vim.api.nvim_create_autocmd('ColorScheme', { group = group, callback = highlight })
