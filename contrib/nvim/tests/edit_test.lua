---Types a question and waits for the end of its turn.
local function ask(nvim, question, status)
  nvim:lua('vim.g.skein_turn = nil')
  nvim:type('Gi' .. question .. '<C-s>')
  nvim:wait_for_end(status)
end

local function turns(thread)
  return daemon('turn/list', { threadId = thread, includeTexts = true }).data
end

return {
  { 'an edited question is asked of the same model, and as the last one was', function(start)
    local nvim = start()
    nvim:ask('say one')
    daemon('turn/run', {
      threadId = nvim:thread(), input = 'say second', model = 'scripted-2',
      systemPrompt = 'Be brief.', options = { temperature = 0.25 },
    })
    nvim:wait_for_text('\nsecond\n')
    nvim:cmd('SkeinEdit options')
    nvim:wait_for_text('"temperature": 0.25')
    expect_part(nvim:text(), '"model": "scripted-2"')
    nvim:cmd('SkeinEdit system')
    nvim:wait_for_text('\nBe brief.\n')
  end },

  { 'any question is edited or forked from where the cursor is', function(start)
    local nvim = start()
    nvim:ask('say one')
    ask(nvim, 'say two')
    ask(nvim, 'say three')
    local thread = nvim:thread()
    nvim:type('11GgF')
    nvim:wait("require('skein.chat').of().thread_id ~= ...", thread)
    nvim:wait_for_text('two')
    expect(nvim:lines(), {
      '## You', '', 'say one', '', '## Assistant', '', 'one', '', '## You', '', 'say two', '', '## Assistant', '', 'two', '',
      '## You', '', '',
    })
    nvim:cmd('SkeinOpen ' .. thread)
    nvim:wait_for_text('say three')
    nvim:type('7Gge')
    nvim:wait("lines()[#lines()] == 'say one'")
    nvim:type('A more<C-s>')
    nvim:wait_for_text('## Assistant\n\none more\n')
    nvim:wait("#require('skein.turn').active() == 0")
    expect(#nvim:lines(), 11)
    -- What stood from there on is a version.
    local version = daemon('thread/list', { copiesOf = thread }).data[1]
    expect(version.messageCount, 6)
  end },

  { ':SkeinEdit asks what the last question becomes, and nothing when it stays as it was', function(start)
    local nvim = start()
    nvim:ask('say one')
    nvim:type('Gidraft<Esc>')
    nvim:wait_for_text('draft')
    nvim:cmd('SkeinEdit')
    nvim:wait("lines()[#lines()] == 'say one'")
    nvim:type('<C-s>')
    nvim:wait_for_notice('The question was left as it was: nothing is asked, nothing is taken back.')
    expect(nvim:lines()[#nvim:lines()], 'draft')
    nvim:cmd('SkeinEdit')
    nvim:wait("lines()[#lines()] == 'say one'")
    nvim:type('Gdd<C-s>')
    nvim:wait_for_notice('The question was left empty: nothing is asked, nothing is taken back.')
    expect(#turns(nvim:thread()), 1)
    nvim:cmd('SkeinEdit')
    nvim:wait("lines()[#lines()] == 'say one'")
    nvim:type('GA more<C-s>')
    nvim:wait_for_text('## Assistant\n\none more\n')
    nvim:wait("#require('skein.turn').active() == 0")
    expect(nvim:lines(), { '## You', '', 'say one more', '', '## Assistant', '', 'one more', '', '## You', '', 'draft' })
  end },

  { ':SkeinCancel leaves the editing of a question, and what was typed before is there again', function(start)
    local nvim = start()
    nvim:cmd('Skein say one')
    nvim:wait("ended('completed')")
    nvim:type('Gidraft<Esc>')
    nvim:wait_for_text('draft')
    nvim:cmd('SkeinEdit')
    nvim:wait("lines()[#lines()] == 'say one'")
    nvim:cmd('SkeinCancel')
    nvim:wait_for_notice('The question stays as it was.')
    expect(nvim:lines()[#nvim:lines()], 'draft')
    nvim:type('<C-s>')
    nvim:wait_for_text('You said: draft')
    expect(#turns(nvim:thread()), 2)
  end },

  { ':SkeinEdit with words asks them in the place of a question that failed', function(start)
    local nvim = start()
    nvim:ask('fail 400', 'failed')
    nvim:cmd('SkeinEdit say well')
    nvim:wait_for_text('## Assistant\n\nwell\n')
    nvim:wait_for_notice('Taken back: “fail 400”, which had no answer.')
    expect(#nvim:lines(), 11)
  end },
}
