#pragma once
#include <string_view>

namespace lac::debrief {

/// The report's style sheet: one file, no fonts or scripts from elsewhere. Text contrast is at
/// least 4.5:1 in both colour schemes and marks at least 3:1; meaning is never carried by colour
/// alone.
inline constexpr std::string_view kStyle = R"css(
:root{--paper:#f7f8f6;--card:#ffffff;--ink:#14202b;--soft:#475569;--line:#dfe4e2;--teal:#0f766e;
--tint:#e3f0ee;--amber:#b45309;--ambertint:#fdf3e3;--plum:#9d174d;--plumtint:#fbe9f0;--span:#e9efed;
--pain:#9d174d;--force:#0f766e;--flow:#1d4e89;--soften:#b45309;--rail:#cbd5d1;color-scheme:light}
@media (prefers-color-scheme:dark){:root{--paper:#101a23;--card:#17242f;--ink:#eef3f2;--soft:#a9b7c1;
--line:#2b3b48;--teal:#4fd1c1;--tint:#15383a;--amber:#f5b45c;--ambertint:#3a2c17;--plum:#f59cc0;
--plumtint:#3b1c2b;--span:#1e2f3a;--pain:#f59cc0;--force:#4fd1c1;--flow:#8fc1f7;--soften:#f5b45c;
--rail:#42555f;color-scheme:dark}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 "Noto Sans",system-ui,
-apple-system,"Segoe UI",sans-serif;-webkit-text-size-adjust:100%}
main,header.top{max-width:1080px;margin:0 auto;padding:0 32px}
header.top{padding-top:40px}
.brand{font-size:14px;font-weight:600;color:var(--teal);letter-spacing:.01em;margin:0 0 8px}
h1{font-size:32px;line-height:1.2;font-weight:650;letter-spacing:-.015em;margin:0 0 8px;text-wrap:balance}
.facts{color:var(--soft);margin:0 0 24px}
.facts span+span::before{content:"\00b7";margin:0 8px}
h2{font-size:22px;line-height:1.3;font-weight:650;letter-spacing:-.01em;margin:48px 0 16px}
h3{font-size:17px;line-height:1.35;font-weight:650;margin:0 0 4px}
p{margin:0 0 12px;max-width:74ch}
a{color:var(--teal);text-underline-offset:2px}
a:focus-visible{outline:2px solid var(--teal);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-9999px}.skip:focus{left:16px;top:8px;background:var(--card);padding:8px}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.quiet{color:var(--soft)}
.result{display:grid;grid-template-columns:minmax(240px,5fr) 7fr;gap:40px;background:var(--card);
border:1px solid var(--line);border-radius:16px;padding:32px}
.verdict{display:flex;align-items:center;gap:12px;font-size:20px;font-weight:650;margin:0 0 8px}
.verdict svg{width:28px;height:28px;flex:none}
.ok{color:var(--teal)}.stop{color:var(--plum)}.care{color:var(--amber)}
.notsafe{font-size:44px;line-height:1.1;letter-spacing:-.02em}
.notsafe svg{width:44px;height:44px}
.points{font-size:72px;line-height:1;font-weight:650;letter-spacing:-.03em;margin:0 0 12px;
font-variant-numeric:tabular-nums}
.points small{font-size:20px;font-weight:450;letter-spacing:0;color:var(--soft)}
.domains{width:100%;border-collapse:collapse}
.domains th{font-weight:500;text-align:left;padding:7px 16px 7px 0;width:1%;white-space:nowrap}
.domains td{padding:7px 0}.domains td.n{text-align:right;width:96px;font-variant-numeric:tabular-nums;
color:var(--soft);white-space:nowrap}
.domains svg{display:block;width:100%;height:10px}
.errors{list-style:none;margin:16px 0 0;padding:0}
.errors li{background:var(--plumtint);border-radius:10px;padding:12px 16px;margin-top:8px}
.errors b{display:block}.errors span{color:var(--soft);font-variant-numeric:tabular-nums}
.gaps{counter-reset:gap;list-style:none;margin:0;padding:0;display:grid;gap:20px 40px;
grid-template-columns:repeat(auto-fit,minmax(280px,1fr))}
.gaps li{border-top:2px solid var(--teal);padding-top:14px}
.gaps h3{margin-bottom:8px}
.gaps p{margin-bottom:8px}
.rows{width:100%;border-collapse:collapse;background:var(--card);border:1px solid var(--line);
border-radius:16px;border-spacing:0;overflow:hidden}
.rows th,.rows td{padding:14px 16px;vertical-align:top;text-align:left}
.rows thead th{font-size:14px;font-weight:600;color:var(--soft);border-bottom:1px solid var(--line)}
.rows tbody+tbody tr:first-child>*{border-top:1px solid var(--line)}
.rows tbody tr.group th{font-size:14px;color:var(--teal);font-weight:650;padding:18px 16px 0;border-top:1px solid var(--line)}
.rows tr.row>*{border-top:1px solid var(--line)}
.rows tr.group+tr.row>*{border-top:0}
.rows tr.row th{font-weight:600;width:42%}
.rows .more{font-weight:400;margin:6px 0 0;color:var(--soft);font-size:15px}
.rows .more b{font-weight:600;color:var(--ink)}
.rows td.n{font-variant-numeric:tabular-nums;white-space:nowrap}
.value{font-weight:600;font-variant-numeric:tabular-nums;display:block}
.bandtext{font-size:14px;color:var(--soft);display:block}
.credit{font-weight:650;white-space:nowrap;font-variant-numeric:tabular-nums}
.credit svg{width:18px;height:18px;vertical-align:-4px;margin-right:6px}
.src{font-size:14px;color:var(--soft)}
.tag{display:inline-block;font-size:13px;font-weight:600;line-height:1.4;border-radius:6px;
padding:1px 8px;background:var(--ambertint);color:var(--amber);white-space:nowrap}
.tag.stop{background:var(--plumtint);color:var(--plum)}
svg.band{display:block;width:150px;height:16px;margin:6px 0 2px}
.band .rail{fill:var(--rail)}.band .good{fill:var(--teal)}
.band .in{fill:var(--card);stroke:var(--teal);stroke-width:3}
.band .out{fill:var(--card);stroke:var(--amber);stroke-width:3}
figure{margin:0 0 36px}svg.lanes{margin:0 0 24px}
figcaption p{color:var(--soft);margin-bottom:8px}
svg.plot{display:block;width:100%;height:auto}
.plot text{font:12px "Noto Sans",system-ui,sans-serif;fill:var(--soft)}
.plot .word{font-weight:600;fill:var(--ink)}
.plot .grid{stroke:var(--line)}.plot .tick{stroke:var(--soft)}
.plot .span{fill:var(--span)}.plot .wait{fill:none;stroke:var(--line);stroke-dasharray:2 4}.plot .bar{fill:var(--teal)}
.plot .mark{stroke:var(--ink);stroke-dasharray:3 3}.plot .mark.alarm{stroke:var(--plum);stroke-dasharray:none;stroke-width:2}
.plot .line{fill:none;stroke:var(--c);stroke-width:2;stroke-linejoin:round}
.plot .area{fill:var(--c);opacity:.12}.plot .dots{fill:var(--c)}
.strip{width:100%;border-collapse:collapse;table-layout:fixed;font-size:13px;margin-top:4px;
font-variant-numeric:tabular-nums}
.strip th,.strip td{font-weight:400;text-align:right;padding:3px 6px;color:var(--soft)}
.strip th:first-child{text-align:left;padding-left:0}
.strip td{color:var(--ink)}.strip th[scope=row]{white-space:nowrap}
.list{width:100%;border-collapse:collapse;font-size:15px}
.list caption{text-align:left;color:var(--soft);padding-bottom:8px}
.list th,.list td{text-align:left;vertical-align:top;padding:8px 16px 8px 0;border-top:1px solid var(--line)}
.list thead th{border-top:0;font-size:14px;color:var(--soft);font-weight:600}
.list tbody th{font-weight:600}
.list td.n,.list th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.tell{display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:20px 40px;margin:0}
.tell div{border-top:1px solid var(--line);padding-top:10px}
.tell dt{color:var(--soft);font-size:15px}.tell dd{margin:0;font-size:20px;font-weight:600;
font-variant-numeric:tabular-nums}
.said{list-style:none;margin:0;padding:0;columns:2;column-gap:48px;font-size:15px}
.said li{display:grid;grid-template-columns:44px 1fr;gap:4px 12px;padding:5px 0;break-inside:avoid}
.said time{color:var(--soft);font-variant-numeric:tabular-nums;text-align:right}
.said .patient{font-weight:600}.said .phase{color:var(--teal);font-weight:650}
.said .finding{color:var(--soft)}
.know{columns:2;column-gap:48px;padding-left:20px;font-size:15px}.know li{break-inside:avoid;margin-bottom:8px}
.lead{font-size:18px;line-height:1.6;max-width:80ch}
.gaps .ask{font-weight:600;color:var(--teal)}
.maps{display:grid;grid-template-columns:repeat(auto-fit,minmax(260px,360px));gap:32px;margin-bottom:16px}
.map svg{width:100%;height:auto}.map .cell{fill:var(--teal);fill-opacity:var(--o);stroke:var(--line)}
.map text{font:11px "Noto Sans",system-ui,sans-serif;text-anchor:middle;fill:var(--ink)}
.map text.on{fill:var(--card);font-weight:600}.map text.hour{fill:var(--soft)}
.map .nipple{fill:none;stroke:var(--soft)}
.claims{background:var(--tint);border-radius:16px;padding:24px 32px;margin-top:48px}
.claims p:last-child{margin:0}
footer{max-width:1080px;margin:32px auto 0;padding:0 32px 48px;color:var(--soft);font-size:14px;
overflow-wrap:anywhere}
@media screen and (max-width:760px){main,header.top,footer{padding-left:16px;padding-right:16px}
.result{grid-template-columns:1fr;padding:24px}.said{columns:1}.rows thead{display:none}
.rows tr,.rows th,.rows td{display:block;width:auto!important}.rows td{padding-top:0}
.rows tr.row td{border-top:0}.strip{display:block;overflow-x:auto}}
@media print{:root{--paper:#fff;--card:#fff;--ink:#14202b;--soft:#475569;--line:#cfd6d3;--teal:#0f766e;
--tint:#eef5f4;--amber:#b45309;--ambertint:#fdf3e3;--plum:#9d174d;--plumtint:#fbe9f0;--span:#eaf0ee;
--pain:#9d174d;--force:#0f766e;--flow:#1d4e89;--soften:#b45309;--rail:#cbd5d1}
@page{size:A4;margin:14mm 13mm}body{font-size:9.5pt;line-height:1.4;print-color-adjust:exact;
-webkit-print-color-adjust:exact}main,header.top,footer{max-width:none;padding:0}h1{font-size:20pt}
h2{font-size:13pt;break-after:avoid;margin:18px 0 8px}h3{font-size:10.5pt;break-after:avoid}.lead{font-size:10.5pt}p{margin-bottom:6px}
.result{grid-template-columns:5fr 7fr;gap:24px;padding:16px}.points{font-size:40pt;margin-bottom:6px}
.gaps{grid-template-columns:repeat(3,1fr);gap:20px}.domains th,.domains td{padding-top:3px;padding-bottom:3px}
.rows th,.rows td{padding:5px 8px}.rows tbody tr.group th{padding:8px 8px 0}.rows tr.row th{width:45%}.rows td.src{width:25%}
.rows .more{font-size:8.5pt;margin-top:2px}.rows thead th,.src,.bandtext,.tag{font-size:8pt}.credit svg{width:14px;height:14px}
svg.band{width:110px;height:12px;margin:3px 0 1px}.list,.said,.know{font-size:8.5pt}.list th,.list td{padding:3px 10px 3px 0}
.list caption{padding-bottom:3px}.tell{grid-template-columns:repeat(3,1fr);gap:8px 24px}.tell dt{font-size:8.5pt}
.tell dd{font-size:11pt}.tell div{padding-top:4px}figure{margin-bottom:14px}.strip{font-size:7.5pt}.strip th,.strip td{padding:1px 3px}
.maps{grid-template-columns:repeat(2,70mm)}.said li{padding:1px 0}.know li{margin-bottom:3px}.claims{padding:12px 16px;margin-top:18px}
figure,.gaps li,tr.row,.list tr,.result,.claims,.tell div,.map,.strip{break-inside:avoid}.rows{overflow:visible;border-radius:0}
h2+p,caption{break-after:avoid}
.list tbody tr:first-child,.list tbody tr:nth-child(2),.list tbody tr:last-child{break-before:avoid}
tr.group{break-after:avoid}.rows thead{display:table-header-group}a{color:inherit}.skip{display:none}}
)css";

}  // namespace lac::debrief
