"""How the comments of a post look in the page, system by system: small pages after real shapes, with invented people.

In each Timo Krug asks on 20 October 2026 and, where the shape has two comments, Alma Brandt answers.
"""

ASKED = "Wie lange hält das Öl auf dem Tisch?"
SAID = "Etwa zwei Jahre, dann einmal nachölen."

PAGES: dict[str, str] = {
    "wordpress-html5": f"""<div id="comments" class="comments-area"><h2 class="comments-title">2 Kommentare zu „Tisch“</h2>
<ol class="comment-list"><li id="comment-11" class="comment even thread-even depth-1 parent"><article id="div-comment-11" class="comment-body">
<footer class="comment-meta"><div class="comment-author vcard"><img alt="" class="avatar"><b class="fn">Timo Krug</b> <span class="says">sagt:</span></div>
<div class="comment-metadata"><a href="https://w.example/tisch#comment-11"><time datetime="2026-10-20T09:00:00+02:00">20. Oktober 2026 um 9:00 Uhr</time></a></div></footer>
<div class="comment-content"><p>{ASKED}</p></div><div class="reply"><a rel="nofollow" class="comment-reply-link" href="?replytocom=11">Antworten</a></div></article>
<ol class="children"><li id="comment-12" class="comment byuser comment-author-alma bypostauthor odd alt depth-2"><article id="div-comment-12" class="comment-body">
<footer class="comment-meta"><div class="comment-author vcard"><b class="fn">Alma Brandt</b> <span class="says">sagt:</span></div>
<div class="comment-metadata"><time datetime="2026-10-21T09:00:00+02:00">21. Oktober 2026 um 9:00 Uhr</time></div></footer>
<div class="comment-content"><p>{SAID}</p></div></article></li></ol></li></ol>
<div id="respond" class="comment-respond"><h3>Schreibe einen Kommentar</h3><form id="commentform"><textarea name="comment"></textarea></form></div></div>""",
    "wordpress-xhtml": f"""<div id="comments"><h3 id="comments-title">2 Antworten auf <em>Tisch</em></h3><ol class="commentlist">
<li class="comment even thread-even depth-1" id="li-comment-11"><div id="comment-11"><div class="comment-author vcard"><cite class="fn">Timo Krug</cite>
<span class="says">sagt:</span></div><div class="comment-meta commentmetadata"><a href="/tisch#comment-11">20. Oktober 2026 um 9:00</a></div>
<div class="comment-body"><p>{ASKED}</p></div><div class="reply"><a class="comment-reply-link" href="#">Antworten</a></div></div></li>
<li class="comment bypostauthor odd" id="li-comment-12"><div id="comment-12"><div class="comment-author vcard"><cite class="fn">Alma Brandt</cite></div>
<div class="comment-meta commentmetadata"><a href="/tisch#comment-12">21. Oktober 2026 um 9:00</a></div><div class="comment-body"><p>{SAID}</p></div></div></li></ol></div>""",
    "kubrick": f"""<h3 id="comments">2 Responses to &#8220;Tisch&#8221;</h3><ol class="commentlist"><li class="alt" id="comment-11"><cite>Timo Krug</cite> Says:<br />
<small class="commentmetadata"><a href="#comment-11" title="">October 20th, 2026 at 9:00 am</a></small><p>{ASKED}</p></li>
<li id="comment-12"><cite><a href="https://w.example/" rel="external nofollow">Alma Brandt</a></cite> Says:<br />
<small class="commentmetadata"><a href="#comment-12">October 21st, 2026 at 9:00 am</a></small><p>{SAID}</p></li></ol>""",
    "wordpress-blocks": f"""<div class="wp-block-comments"><h2 class="wp-block-comments-title">Eine Antwort zu „Tisch“</h2><ol class="wp-block-comment-template">
<li id="comment-11" class="comment even depth-1"><div class="wp-block-columns"><div class="wp-block-column"><div class="wp-block-avatar"><img alt="Avatar"></div></div>
<div class="wp-block-column"><div class="wp-block-comment-author-name">Timo Krug</div><div class="wp-block-group"><div class="wp-block-comment-date">
<time datetime="2026-10-20T09:00:00+02:00"><a href="#comment-11">20. Oktober 2026</a></time></div></div><div class="wp-block-comment-content"><p>{ASKED}</p></div>
<div class="wp-block-comment-reply-link"><a class="comment-reply-link" href="#">Antworten</a></div></div></div></li></ol></div>""",
    "drupal-7": f"""<div id="comments" class="comment-wrapper"><h2 class="title">Kommentare</h2><a id="comment-11"></a>
<div class="comment" about="/comment/11#comment-11" typeof="sioc:Post sioct:Comment"><div class="attribution"><div class="submitted"><p class="commenter-name">
<span class="username" xml:lang="">Timo Krug (nicht überprüft)</span></p><p class="comment-time"><span property="dc:date dc:created" content="2026-10-20T09:00:00+02:00">Di, 20.10.2026 - 09:00</span></p></div></div>
<div class="comment-text"><div class="content"><div class="field field-name-comment-body"><p>{ASKED}</p></div></div></div></div>
<div class="indented"><a id="comment-12"></a><div class="comment comment-by-node-author" about="/comment/12#comment-12" typeof="sioc:Post sioct:Comment"><div class="attribution"><div class="submitted">
<p class="commenter-name"><span class="username">Alma Brandt</span></p><p class="comment-time"><span property="dc:date dc:created" content="2026-10-21T09:00:00+02:00">Mi, 21.10.2026 - 09:00</span></p></div></div>
<div class="comment-text"><div class="content"><p>{SAID}</p></div></div></div></div></div>""",
    "drupal-10": f"""<section data-drupal-selector="comments" class="comments"><h2>Kommentare</h2><article data-comment-user-id="0" id="comment-11" about="/comment/11" typeof="schema:Comment" class="comment js-comment by-anonymous">
<footer class="comment__meta"><p class="comment__submitted">Gespeichert von <span lang="" typeof="schema:Person" property="schema:name">Timo Krug (nicht überprüft)</span> am Di., 20.10.2026 - 09:00</p>
<a href="/comment/11#comment-11" rel="bookmark">Permanenter Link</a></footer><div class="comment__content"><div class="field__item"><p>{ASKED}</p></div><ul class="links inline"><li class="comment-reply"><a href="/reply">Antworten</a></li></ul></div></article>
<div class="indented"><article data-comment-user-id="3" id="comment-12" class="comment js-comment by-node-author"><footer class="comment__meta"><p class="comment__submitted">Gespeichert von <span typeof="schema:Person" property="schema:name">Alma Brandt</span> am Mi., 21.10.2026 - 09:00</p></footer>
<div class="comment__content"><p>{SAID}</p></div></article></div></section>""",
    "jcomments": f"""<div id="jc"><div id="comments"><h4>Kommentare<a class="rss" href="/rss">RSS</a></h4><div id="comments-list" class="comments-list"><div class="even" id="comment-item-11"><div class="rbox"><div class="comment-box">
<span class="comments-vote"><span id="comment-vote-holder-11"><span class="vote-none">0</span></span></span><a class="comment-anchor" href="#comment-11" id="comment-11">#1</a><span class="comment-author">Timo Krug</span>
<span class="comment-date">2026-10-20 09:00</span><div class="comment-body" id="comment-body-11">{ASKED}</div><span class="comments-buttons"><a href="#">Zitieren</a></span></div></div></div>
<div class="odd" id="comment-item-12"><div class="rbox"><div class="comment-box"><a class="comment-anchor" href="#comment-12" id="comment-12">#2</a><span class="comment-author">Alma Brandt</span>
<span class="comment-date">2026-10-21 09:00</span><div class="comment-body" id="comment-body-12">{SAID}</div></div></div></div></div></div></div>""",
    "typo3-blog": f"""<div class="postcomments"><h3>Kommentare</h3><article id="comment-11" class="postcomment" itemprop="comment" itemscope itemtype="http://schema.org/Comment"><div class="postcomment__avatar"><img class="blogavatar"></div>
<div class="postcomment__body"><div class="postcomment__author" itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">Timo Krug</span></div>
<div class="postcomment__time"><time datetime="2026-10-20" itemprop="dateCreated">20.10.2026</time></div><div class="postcomment__comment" itemprop="text"><p>{ASKED}</p></div></div></article></div>""",
    "contao": f"""<div class="ce_comments block"><h2>Kommentare</h2><div class="comment_default first last even" id="c11"><p class="info">Kommentar von Timo Krug | <time datetime="2026-10-20T09:00:00+02:00" class="date">20.10.2026 09:00</time></p>
<div class="comment"><p>{ASKED}</p></div><div class="reply"><p class="info">Antwort von Alma Brandt</p><div class="comment"><p>{SAID}</p></div></div></div>
<div class="form"><form action="/tisch" method="post"><div class="widget"><label>Name</label><input name="name"></div></form></div></div>""",
    "serendipity": f"""<div id="comments" class="serendipity_comments serendipity_section_comments"><h3>Kommentare</h3><a id="c11"></a><div id="serendipity_comment_11" class="serendipity_comment serendipity_comment_author_timo comment_oddbox">
<div class="serendipity_commentBody">{ASKED}</div><div class="serendipity_comment_source"><a class="comment_source_trace" href="#c11">#1</a> <span class="comment_source_author">Timo Krug</span> am <span class="comment_source_ctime">20.10.2026 09:00</span> (<a class="comment_reply" href="#f">Antwort</a>)</div></div>
<a id="c12"></a><div id="serendipity_comment_12" class="serendipity_comment serendipity_comment_author_self comment_evenbox"><div class="serendipity_commentBody">{SAID}</div>
<div class="serendipity_comment_source"><a class="comment_source_trace" href="#c12">#1.1</a> <span class="comment_source_author">Alma Brandt</span> am <span class="comment_source_ctime">21.10.2026 09:00</span></div></div></div>""",
    "serendipity-html5": f"""<section id="comments" class="clearfix"><h3>1 Kommentar</h3><article id="c11" class="serendipity_comment odd commentlevel-0"><header class="clearfix"><h4><a rel="external nofollow" href="https://k.example">Timo Krug</a> am <time datetime="2026-10-20T09:00:00+02:00">20. Oktober 2026</time>:</h4></header>
<div class="serendipity_commentBody clearfix content"><p>{ASKED}</p></div><footer><time>09:00</time> | <a class="comment_source_trace" href="#c11">#1</a></footer></article></section>""",
    "textpattern": f"""<section class="comments"><h2 id="comment">Kommentare</h2><ol class="comments"><li><article class="comment-body-wrap" id="c000011"><h4>Timo Krug <span class="is-author"></span></h4><p><time datetime="2026-10-20T09:00:00Z">20 October 2026, 09:00</time></p>
<div><p>{ASKED}</p></div></article></li></ol></section>""",
    "weebly": f"""<div id="commentArea"><div class="blogCommentWrap" id="comment11"><div class="blogCommentAuthor"><span class="name">Timo Krug</span></div><div class="blogCommentDate"><span class="date">10/20/2026 09:00:00 am</span></div>
<div class="blogCommentText"><p>{ASKED}</p></div><div class="blogCommentReplyWrap"><a class="blogCommentReplyLink" href="#">Reply</a></div></div></div>""",
    "squarespace": f"""<div class="squarespace-comments" id="comments-5e"><div class="comments-header"><div class="comment-count">Comments (1)</div></div><div class="comment-list"><div class="comment" id="comment-5f3a1b2c3d4e5f6071829304"><div class="comment-header">
<span class="author">Timo Krug</span> <span class="date">5 weeks ago</span></div><div class="comment-body"><p>{ASKED}</p></div><div class="comment-footer"><span class="likes">0 Likes</span></div></div></div></div>""",
    "blogger": f"""<section class="comments threaded" id="comments"><h3 class="title">2 Kommentare:</h3><div class="comments-content"><div id="comment-holder"><div class="comment-thread toplevel-thread"><ol id="top-ra"><li class="comment" id="c8123456789"><div class="avatar-image-container"><img src="b.png"></div>
<div class="comment-block"><div class="comment-header"><cite class="user"><a href="https://k.example" rel="nofollow">Timo Krug</a></cite><span class="icon user"></span><span class="datetime secondary-text"><a rel="nofollow" href="https://w.example/tisch.html?showComment=1#c8123456789">20. Oktober 2026 um 09:00</a></span></div>
<p class="comment-content">{ASKED}</p><span class="comment-actions secondary-text"><a class="comment-reply">Antworten</a></span></div>
<div class="comment-replies"><div id="c8123456789-rt" class="comment-thread inline-thread"><ol><li class="comment" id="c8123456790"><div class="comment-block"><div class="comment-header"><cite class="user blog-author"><a href="#">Alma Brandt</a></cite><span class="icon user blog-author"></span>
<span class="datetime"><a href="#c8123456790">21. Oktober 2026 um 09:00</a></span></div><p class="comment-content">{SAID}</p></div></li></ol></div></div></li></ol></div></div></div></section>""",
    "blogger-old": f"""<div class="comments" id="comments"><h4>1 Kommentare:</h4><dl id="comments-block"><dt class="comment-author" id="c8123456789"><a name="c8123456789"></a><a href="https://k.example">Timo Krug</a> hat gesagt&#8230;</dt>
<dd class="comment-body"><p>{ASKED}</p></dd><dd class="comment-footer"><span class="comment-timestamp"><a href="#c8123456789" title="comment permalink">20. Oktober 2026 um 09:00</a></span></dd></dl></div>""",
    "shopify": f"""<div class="article-template__comment-wrapper"><div id="comments" class="page-width"><h2 id="Comments-77">1 comment</h2><div class="article-template__comments"><article id="128840011" class="article-template__comments-comment"><div class="rte"><p>{ASKED}</p></div>
<footer class="right"><span class="circle-divider caption-with-letter-spacing">Timo Krug</span><span class="caption-with-letter-spacing"><time datetime="2026-10-20T09:00:00Z">October 20, 2026</time></span></footer></article></div></div></div>""",
    "movable-type": f"""<div class="comments" id="comments"><h2 class="comments-header">1 Comment</h2><div class="comments-content"><div class="comment" id="comment-11"><div class="inner"><div class="comment-header"><div class="asset-meta"><span class="byline">
<span class="vcard author">Timo Krug</span> | <a href="#comment-11"><abbr class="published" title="2026-10-20T09:00:00+02:00">October 20, 2026 9:00 AM</abbr></a></span></div></div><div class="comment-content"><p>{ASKED}</p></div></div></div></div></div>""",
    "typepad": f"""<div id="comments" class="comments"><h3 class="comments-header">Comments</h3><div class="comments-content"><div class="comment comment-odd" id="comment-6a00d8341c2a1b53ef0282e0ab12c4"><div class="comment-content"><span id="comment-6a-content"><p>{ASKED}</p></span></div>
<p class="comment-footer">Posted by: <a rel="nofollow" href="https://k.example">Timo Krug</a> | <a rel="nofollow" href="#c">October 20, 2026 at 09:00 AM</a></p></div></div></div>""",
    "dotclear": f"""<div id="comments"><h3>Commentaires</h3><dl><dt id="c11" class=" odd first"><a href="#c11" class="comment-number">1.</a> <span>Le mardi 20 octobre 2026, 09:00 par Timo Krug</span></dt><dd class=" odd first"><p>{ASKED}</p></dd></dl></div>""",
    "shopware-5": f"""<div id="blog--comments-start" class="blog--comments-wrapper block"><div class="blog--comments-list panel--body"><h1 class="blog--comments-headline" id="commentcontainer">1 Kommentare</h1><ul class="list--unstyled"><li class="blog--comments-entry"><div class="blog--comments-entry-inner panel">
<div class="blog--comments-entry-left"><div class="blog--comments-rating"><span class="product--rating"><meta itemprop="worstRating" content="1"></span></div><span class="comments--author">Timo Krug</span> <span class="comments--date">20.10.2026 09:00</span></div>
<div class="blog--comments-entry-right"><p class="blog--comments-entry-text">{ASKED}</p></div></div></li></ul></div></div>""",
    "phpboost": f"""<section id="comments-list"><article id="com11" class="message" itemscope="itemscope" itemtype="http://schema.org/Comment"><div class="message-user-infos"><div class="message-pseudo"><span itemprop="author">Timo Krug</span></div><div class="message-level">Besucher</div></div>
<div class="message-container"><div class="message-date"><span class="actions"><a itemprop="url" href="#com11">#11</a></span><span itemprop="datePublished" content="2026-10-20T09:00:00+02:00">20.10.2026 09:00</span></div><div class="message-message"><div itemprop="text" class="message-content content">{ASKED}</div></div></div></article></section>""",
    "seditio": f"""<div class="commentlist"><div class="comments odd"><div class="col-row"><div class="comment-by colleft"><a href="#c11" id="c11">1.</a> Geschrieben von <strong>Timo Krug</strong></div><div class="comment-date colright">2026-10-20 09:00</div></div><div class="comment-text">{ASKED}</div></div></div>""",
    "voog": f"""<section id="article-comments" class="article-comments"><h2 class="comments-title">1 Kommentar</h2><article class="comment edy-site-blog-comment"><span class="comment-body"><p>{ASKED}</p></span> <span class="comment-author">(Timo Krug</span> <span class="comment-date">20. Oktober 2026)</span></article></section>""",
    "news-portal": f"""<section class="comment-section" id="comments"><span class="comment-section__headline">1 Kommentar</span><div id="js-comments-body"><article class="comment" id="cid-11"><div class="comment__container"><div class="comment__meta"><a class="comment__name" href="/user">Timo Krug</a>
<a class="comment__date" href="#cid-11">#1 · vor 5 Wochen</a></div><div class="comment__body"><p>{ASKED}</p></div><div class="comment__reactions"><a class="comment__reaction">Antworten</a></div></div></article></div></section>""",
    "by-heading-only": f"""<section><h4>2 Kommentare</h4><ol><li><p><strong>Timo Krug</strong></p><div>{ASKED}</div><p>20. Oktober 2026, 09:00</p></li><li><p><strong>Alma Brandt</strong></p><div>{SAID}</div><p>21. Oktober 2026, 09:00</p></li></ol></section>""",
    "in-one-line": f"""<div id="kommentare"><h2>Ein Kommentar</h2><ol class="kommentar-liste"><li id="kommentar-11" class="kommentar"><p>Timo Krug, 20.10.2026: {ASKED}</p></li></ol></div>""",
    "hubspot": f"""<div class="comment-listing"><div class="comment depth-0" id="comment-11"><div class="comment-from"><h4>Timo Krug</h4></div><div class="comment-date">10/20/2026, 9:00:00 AM</div><div class="comment-body"><p>{ASKED}</p></div></div></div>""",
    "k2": f"""<a name="itemCommentsAnchor" id="itemCommentsAnchor"></a><div class="itemComments"><h3 class="itemCommentsCounter"><span>2</span> Kommentare </h3><ul class="itemCommentsList"><li class="even"><span class="commentLink">
<a href="/tisch#comment11" name="comment11" id="comment11">Kommentar-Link</a></span><img src="a.png" alt="Timo Krug"><span class="commentDate">Dienstag, 20 Oktober 2026 09:00</span>
<span class="commentAuthorName">gepostet von Timo Krug</span><p>{ASKED}</p><br class="clr"></li><li class="authorResponse odd"><span class="commentLink"><a href="#comment12" id="comment12">Kommentar-Link</a></span>
<span class="commentDate">Mittwoch, 21 Oktober 2026 09:00</span> <span class="commentAuthorName">gepostet von Alma Brandt</span><p>{SAID}</p></li></ul></div>""",
    "akeeba-engage": f"""<section class="akengage-outer-container" id="akengage-comments-section"><h3 class="akengage-title">2 Kommentare</h3><ul class="akengage-list-container akengage-list-container--level1"><li class="akengage-comment-item">
<article class="akengage-comment akengage-comment--primary" id="akengage-comment-11"><footer class="akengage-comment-properties"><h4 class="akengage-commenter-name">Timo Krug</h4><div class="akengage-comment-info">
<div class="akengage-comment-permalink"><a href="#akengage-comment-11">Dienstag, 20. Oktober 2026 09:00</a></div></div></footer><div class="akengage-comment-body"><p>{ASKED}</p></div></article>
<ul class="akengage-list-container--level2"><li class="akengage-comment-item"><article class="akengage-comment" id="akengage-comment-12"><footer class="akengage-comment-properties">
<h4 class="akengage-commenter-name">Alma Brandt</h4><div class="akengage-comment-permalink"><a href="#akengage-comment-12">Mittwoch, 21. Oktober 2026 09:00</a></div></footer><div class="akengage-comment-body"><p>{SAID}</p>
</div></article></li></ul></li></ul></section>""",
    "komento": f"""<div id="section-kmt" class="theme-wireframe"><div class="kmt-list-wrap commentList"><h3 class="kmt-title">Kommentare (1)</h3><ul class="kmt-list reset-list" id="kmt-list">
<li id="kmt-11" class="kmt-item kmt-11 kmt-child-0" childs="0"><div class="kmt-wrap"><div class="kmt-head"><span class="kmt-author"><a href="#">Timo Krug</a></span><span class="kmt-time">
<time datetime="2026-10-20T09:00:00+02:00">vor etwa 5 Wochen</time></span></div><div class="kmt-body"><div class="commentText kmt-text"><p>{ASKED}</p></div></div></div></li></ul></div></div>""",
    "staticman": f"""<div class="page__comments"><h4 class="page__comments-title">Leave a Comment</h4><section id="static-comments"><div class="js-comments">
<article id="comment1" class="js-comment comment" itemprop="comment" itemscope itemtype="https://schema.org/Comment"><div class="comment__avatar-wrapper"><img class="comment__avatar" src="g.png" alt="Timo Krug"></div>
<div class="comment__content-wrapper"><h3 class="comment__author" itemprop="author"><span itemprop="name">Timo Krug</span></h3><p class="comment__date">
<time datetime="2026-10-20T09:00:00+02:00" itemprop="datePublished">October 20, 2026 at 9:00 AM</time></p><div itemprop="text"><p>{ASKED}</p></div></div></article></div></section></div>""",
    "wpdiscuz": f"""<div id="comments" class="comments-area"><div id="respond" style="width:0;height:0"></div><div id="wpdcom" class="wpdiscuz_unauth wpd-default"><div class="wpd-form-wrap"><div class="wpd-form-head"></div><form></form></div>
<div id="wpd-threads" class="wpd-thread-wrapper"><div class="wpd-thread-head"><div class="wpd-thread-info" data-comments-count="2"><span class="wpdtc" title="2">2</span> Kommentare</div></div><div class="wpd-thread-list">
<div id="wpd-comm-11_0" class="comment even thread-even depth-1 wpd-comment wpd_comment_level-1"><div class="wpd-comment-wrap wpd-blog-guest"><div class="wpd-comment-left"><div class="wpd-avatar"><img alt="Timo Krug"></div>
</div><div id="comment-11" class="wpd-comment-right"><div class="wpd-comment-header"><div class="wpd-comment-author">Timo Krug</div><div class="wpd-comment-date" title="20. Oktober 2026 9:00"><i class="far fa-clock">
</i> 1 Monat zuvor</div></div><div class="wpd-comment-text"><p>{ASKED}</p></div><div class="wpd-comment-footer"><div class="wpd-vote"><div class="wpd-vote-result">0</div></div><div class="wpd-reply-button"><span>Antworten
</span></div></div></div></div><div id="wpd-comm-12_11" class="comment byuser bypostauthor wpd-comment wpd-reply wpd_comment_level-2"><div class="wpd-comment-wrap wpd-blog-administrator">
<div id="comment-12" class="wpd-comment-right"><div class="wpd-comment-header"><div class="wpd-comment-label"><span>Admin</span></div><div class="wpd-comment-author">Alma Brandt</div>
<div class="wpd-comment-date" title="21. Oktober 2026 9:00">1 Monat zuvor</div><div class="wpd-reply-to"> Antwort an <a href="#comment-11">Timo Krug</a></div></div><div class="wpd-comment-text"><p>{SAID}</p></div></div></div>
</div></div></div></div></div></div>""",
    "plone": f"""<div class="discussion"><h2>Kommentare</h2><div class="comment level-0" id="1760943600000000" style="margin-left:0em"><div class="documentByLine"><span class="comment-author">Timo Krug</span> sagt
<span class="comment-date">20.10.2026 09:00</span></div><div class="comment-body"><p>{ASKED}</p></div></div></div>""",
    "silverstripe": f"""<div id="comments" class="comments-holder"><h4>Comments</h4><ul class="comments-list root-list"><li class="comment odd" id="comment-11"><div class="comment-text" id="comment-11"><p>{ASKED}</p></div><p class="info">Posted by
<span class="author">Timo Krug</span>, 20 October 2026 (1 month ago)</p></li></ul></div>""",
    "concrete": f"""<div class="ccm-conversation-wrapper" data-total-comments="1"><h4>Kommentare</h4><div class="ccm-conversation-message-list"><div class="ccm-conversation-messages">
<div data-conversation-message-id="11" id="cnvMessage11" class="ccm-conversation-message ccm-conversation-message-level0"><div class="ccm-conversation-message-user"><div class="ccm-conversation-message-byline">
<span class="ccm-conversation-message-username">Timo Krug</span> <span class="ccm-conversation-message-divider">|</span> <span class="ccm-conversation-message-date">20.10.2026, 09:00</span></div></div>
<div class="ccm-conversation-message-body">{ASKED}</div></div></div></div></div>""",
    "typo3-comments": f"""<div class="tx-comments-pi1" id="tx-comments-comments-content:11"><h3 class="tx-comments-title">Kommentare</h3><div class="tx-comments-comment tx-comments-comment-1"><div class="tx-comments-comment-title">
<a name="tx-comments-comment-11"></a>Timo Krug</div><div class="tx-comments-comment-date">20.10.2026 09:00</div><div class="tx-comments-comment-content">{ASKED}</div></div></div>""",
    "processwire": f"""<div class="CommentsListContainer"><h3>Kommentare</h3><ul class="CommentList"><li id="Comment11" class="CommentListItem" data-comment="11"><p class="CommentHeader"><span class="CommentCite">Timo Krug</span>
<small class="CommentCreated">20.10.2026 09:00</small></p><div class="CommentText"><p>{ASKED}</p></div></li></ul></div>""",
    "webmentions": f"""<section id="webmentions"><h3>Webmentions</h3><ol class="comments"><li class="h-entry"><a class="u-author h-card" href="https://t.example"><span class="p-name">Timo Krug</span></a> <a class="u-url" href="#">
<time class="dt-published" datetime="2026-10-20T09:00:00+02:00">20.10.2026</time></a><div class="e-content"><p>{ASKED}</p></div></li></ol></section>""",
    "wix": f"""<div data-hook="post-page__comments"><div data-hook="comment-list-root"><h2>Kommentare (1)</h2><div data-hook="comment-wrapper"><div data-hook="comment-author-name">Timo Krug</div>
<div data-hook="comment-creation-date">20. Okt. 2026</div><div data-hook="rcv-block1"><p>{ASKED}</p></div></div></div></div>""",
    "own-french": f"""<div id="commentaires"><h3>1 commentaire</h3><div class="un-commentaire" id="commentaire-11"><p class="auteur">Timo Krug, le 20 octobre 2026 à 9h00</p><p>{ASKED}</p></div></div>""",
    "b2evolution": f"""<section class="evo_comments" id="comments"><h3 class="evo_comment__list_title">1 Kommentar</h3><article id="c11" class="evo_comment panel panel-default evo_comment__status_published"><div class="panel-heading">
<h4 class="evo_comment_title panel-title"><a href="#c11">Kommentar</a> von: <span class="user anonymous">Timo Krug</span> <span class="badge">Besucher</span></h4></div><div class="panel-body">
<div class="evo_comment_text">{ASKED}</div></div><div class="evo_comment_footer"><small class="text-muted">20.10.26 @ 09:00 </small></div></article></section>""",
}
"""Name of the system -> what stands below the post in its page."""
TWO = frozenset(
    "wordpress-html5 wordpress-xhtml kubrick drupal-7 drupal-10 jcomments contao serendipity blogger by-heading-only k2 akeeba-engage wpdiscuz".split()
)
"""Those that hold an answer, too."""


def page(below: str, title: str = "Ein neuer Tisch") -> str:
    """Return the page of a post with something below it."""
    return (
        '<!doctype html><html lang="de"><head><meta charset="utf-8"><title>' + title + "</title></head>"
        '<body class="single single-post comments-open"><header><nav><a href="/">Start</a></nav></header><main>'
        f'<article class="post" id="post-1"><h1>{title}</h1><p class="meta">Von Alma Brandt am 19. Oktober 2026, <a href="#comments">2 Kommentare</a></p>'
        "<p>Wir haben diese Woche an einem Stück gearbeitet, das uns viel Freude gemacht hat. Danke für Ihr Vertrauen.</p></article>"
        f"{below}</main>"
        '<aside class="sidebar"><div class="widget widget_recent_comments"><h2>Neueste Kommentare</h2><ul><li class="recentcomments"><span class="comment-author-link">Jo Wels</span> zu <a href="/bank#comment-5">Bank</a></li></ul></div></aside>'
        "<footer>© 2026</footer></body></html>"
    )
