"""Domains below which anybody can have a name: what lies below one belongs to somebody else than the domain itself.

Of the public suffix list (publicsuffix.org, its private section, compared in November 2026) the part on which small
companies have their websites: makers of websites and blogs, free hosts, and names that follow a changing address; and
makers that lend names and never asked to stand there, such as wordpress.com, weebly.com and jimdosite.com. What is missing
here is taken for an ordinary domain, whose sub-domains belong to its owner.
"""

from typing import Final

LENDERS: Final = frozenset(
    # Blogs and makers of websites.
    "wordpress.com blogspot.com blogspot.de blogspot.at blogspot.co.at blogspot.ch blogspot.li blogspot.lu blogspot.fr"
    " blogspot.it blogspot.be blogspot.nl blogspot.co.uk blogspot.ie blogspot.com.es blogspot.pt blogspot.dk blogspot.se"
    " blogspot.no blogspot.fi blogspot.cz blogspot.sk blogspot.hu blogspot.si blogspot.hr blogspot.ro blogspot.gr blogger.com tumblr.com substack.com medium.com ghost.io"
    " wixsite.com wixstudio.com editorx.io weebly.com weeblysite.com square.site squarespace.com webflow.io framer.app"
    " framer.website framer.wiki carrd.co strikingly.com mystrikingly.com godaddysites.com jimdosite.com jimdofree.com"
    " jimdo.com beepworld.de webnode.com webnode.at webnode.ch webnode.page cms.webnode.com yolasite.com ucoz.com ukit.me"
    " tilda.ws readymag.site notion.site super.site typedream.app myportfolio.com mywebsite-editor.com website-editor.net"
    " multiscreensite.com business.site sites.google.com hubspotpagebuilder.com hubspotpagebuilder.eu hs-sites.com"
    " hs-sites-eu1.com unbouncepages.com livejournal.com over-blog.com canalblog.com skyrock.com eklablog.com hatenablog.com"
    " typepad.com blog.de blogger.de twoday.net homepage-baukasten.de de.tl page.tl npage.de hpage.com oyla.de zyrosite.com"
    " hostingersite.com durablesites.com onepage.website site123.me simdif.com simplesite.com 123website.de webador.de"
    " webador.at webador.com chayns.site"
    " 123webseite.de 123webseite.at 123website.ch 123website.be 123website.lu 123website.nl 123homepage.it 123siteweb.fr"
    " 123miweb.es 123paginaweb.pt 123hjemmeside.dk 123hjemmeside.no 123minsida.se 123kotisivu.fi simplesite.gr simplesite.pl"
    " framer.media framer.photos framercanvas.com crd.co elementor.cloud elementor.cool futurecms.at ortsinfo.at pagexl.com"
    " community-pro.de community-pro.net leadpages.co lpages.co magnet.page boomla.net bloxcms.com"
    # Shops.
    " myshopify.com bigcartel.com mybigcommerce.com company.site ecwid.com shopware.store gambiocloud.com dawandastore.com"
    " myspreadshop.de myspreadshop.at myspreadshop.ch myspreadshop.com myspreadshop.net myspreadshop.fr myspreadshop.it"
    " myspreadshop.nl myspreadshop.be myspreadshop.es myspreadshop.co.uk myspreadshop.ie myspreadshop.pl myspreadshop.dk"
    " myspreadshop.se myspreadshop.no myspreadshop.fi barsy.de barsy.eu barsy.shop barsy.menu barsyonline.com sellfy.store"
    " base.shop buyshop.jp reserve-online.net reserve-online.com bookonline.app mytabit.com tickets.io"
    # Programs, pages and files.
    " github.io githubusercontent.com gitlab.io codeberg.page bitbucket.io netlify.app netlify.com vercel.app now.sh pages.dev"
    " workers.dev web.app firebaseapp.com appspot.com run.app herokuapp.com onrender.com render.com fly.dev surge.sh"
    " azurewebsites.net azurestaticapps.net cloudapp.net cloudfront.net s3.amazonaws.com elasticbeanstalk.com amplifyapp.com"
    " ondigitalocean.app deno.dev glitch.me repl.co replit.app lovable.app bolt.host base44.app streamlit.app readthedocs.io"
    " vercel.dev r2.dev pythonanywhere.com eu.pythonanywhere.com alwaysdata.net dreamhosters.com supabase.co deta.app"
    " nfshost.com js.org gitpage.si"
    # Hosts whose customers get a name first and a domain later, and free ones.
    " kasserver.com bplaced.net bplaced.com lima-city.de lima-city.at lima-city.ch square7.ch square7.net square7.de"
    " 000webhostapp.com infinityfreeapp.com epizy.com rf.gd byethost.com freehostia.com awardspace.com atspace.com x10.mx"
    " altervista.org free.fr pagesperso-orange.fr home.pl cba.pl strato-hosting.eu stratoserver.net rapidsite.de"
    " online-server.cloud online.de goneo.de your-server.de host-ed.me hosting-test.net sslsites.de wpengine.com"
    " wpenginepowered.com kinsta.cloud pantheonsite.io platformsh.site cloudwaysapps.com myftpupload.com wpcomstaging.com"
    " mybluehost.me temp.domains sg-host.com instawp.xyz tempurl.host preview-domain.com"
    " bplaced.de lima-city.rocks 12hp.de 12hp.at 12hp.ch 4lima.de 4lima.at 4lima.ch 2ix.de 2ix.at 2ix.ch webspace.rocks"
    " lima.zone uberspace.de uber.space plesk.page cyon.site cyon.link firenet.ch webhosting.be transip.me service.one"
    " virtual-user.de virtualuser.de speedpartner.de keymachine.de iservschule.de mein-iserv.de schulserver.de"
    # Names that follow a changing address.
    " dyndns.org dyn-o-saur.com no-ip.org no-ip.com ddns.net hopto.org spdns.de selfhost.de dnshome.de myfritz.net duckdns.org"
    " synology.me myqnapcloud.com goip.de eu.org dyndns.info dyndns.biz dyndns.tv ddnss.de ddnss.org dd-dns.de"
    " dynv6.net dedyn.io dynu.net spdns.eu spdns.org diskstation.me diskstation.eu dscloud.me dscloud.biz familyds.com"
    " synology-ds.de feste-ip.net my-router.de logoip.de zapto.org sytes.net gotdns.ch no-ip.info freemyip.com"
    " co.com it.com br.com za.com sa.com se.net hu.net uk.net gb.com jpn.com ru.com co.de com.de com.se de.com eu.com gb.net uk.com us.com co.nl".split()
)
