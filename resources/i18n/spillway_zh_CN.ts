<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Arithmetic</name>
    <message>
        <source>%1 records/s</source>
        <translation>%1条/秒</translation>
    </message>
    <message>
        <source>no offset</source>
        <translation>没有偏移量</translation>
    </message>
    <message>
        <source>offset %1</source>
        <translation>偏移量%1</translation>
    </message>
    <message>
        <source>offset %1 at %2 → %3 at %4</source>
        <translation>偏移量%1（%2）→%3（%4）</translation>
    </message>
    <message>
        <source>offset %1 at %2</source>
        <translation>偏移量%1（%2）</translation>
    </message>
    <message>
        <source>offset went down from %1 to %2 at %3</source>
        <translation>偏移量在%3从%1降到%2</translation>
    </message>
    <message>
        <source>not reported from %1 to %2</source>
        <translation>从%1到%2未报告</translation>
    </message>
    <message>
        <source>the offset stands still for %1; more than %2 is stalled</source>
        <translation>偏移量已停留%1；超过%2即为停滞</translation>
    </message>
    <message>
        <source>lag after a dump: %1 → %2</source>
        <translation>转储后的积压：%1→%2</translation>
    </message>
    <message>
        <source>an earlier row has the same partition ID: only that one is compared with the stream</source>
        <translation>前面的行有相同的分区ID：只有那一行与通道比较</translation>
    </message>
    <message>
        <source>in the stream: %1</source>
        <translation>在通道中：%1</translation>
    </message>
    <message>
        <source>partition status in the stream: %1</source>
        <translation>通道中的分区状态：%1</translation>
    </message>
    <message>
        <source>head %1</source>
        <translation>最新位置%1</translation>
    </message>
    <message>
        <source>head %1, read at %2</source>
        <translation>最新位置%1，读取于%2</translation>
    </message>
    <message>
        <source>oldest kept %1</source>
        <translation>最早保留%1</translation>
    </message>
    <message>
        <source>lag = %1 − %2 = %3</source>
        <translation>积压=%1−%2=%3</translation>
    </message>
    <message>
        <source>nothing dumped yet, and the dump task starts at the latest record: what was there before does not wait</source>
        <translation>尚未转储，且转储任务从最新的记录开始：此前已有的记录不计入积压</translation>
    </message>
    <message>
        <source>interval %1 s, assumed: the answer has none</source>
        <translation>数据转储周期%1秒，为假定值：响应中没有给出</translation>
    </message>
    <message>
        <source>interval %1 s</source>
        <translation>数据转储周期%1秒</translation>
    </message>
    <message>
        <source>last dump %1</source>
        <translation>最近转储于%1</translation>
    </message>
    <message>
        <source>one poll so far</source>
        <translation>目前只轮询了一次</translation>
    </message>
    <message numerus="yes">
        <source>%1 poll(s)</source>
        <translation>
            <numerusform>已轮询%1次</numerusform>
        </translation>
    </message>
    <message>
        <source>expired: %1 … %2, records: %3</source>
        <translation>过期：%1～%2，记录数：%3</translation>
    </message>
    <message>
        <source>discarded %1, of these within the last polls %2</source>
        <translation>丢弃%1条，其中最近几次轮询内%2条</translation>
    </message>
    <message>
        <source>discarded %1, none within the last polls</source>
        <translation>丢弃%1条，最近几次轮询内没有丢弃</translation>
    </message>
    <message>
        <source>rate %1</source>
        <translation>速率%1</translation>
    </message>
    <message>
        <source>coming in %1</source>
        <translation>写入速率%1</translation>
    </message>
    <message>
        <source>caught up in %1 at these rates</source>
        <translation>按此速率%1后追上</translation>
    </message>
    <message>
        <source>never caught up at these rates</source>
        <translation>按此速率永远追不上</translation>
    </message>
    <message>
        <source>the oldest record that waits expires in about %1</source>
        <translation>最早的待转储记录约%1后过期</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>the stream keeps nothing of this partition: nothing can wait</source>
        <translation>通道中此分区没有保留任何记录：没有待转储的记录</translation>
    </message>
</context>
<context>
    <name>Cell</name>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>Documented: %1</source>
        <translation>文档规定：%1</translation>
    </message>
    <message>
        <source>Partition %1, %2</source>
        <translation>分区%1，%2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Nothing is known yet.</source>
        <translation>目前还没有任何信息。</translation>
    </message>
</context>
<context>
    <name>ChangeWording</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 (the counter started anew)</source>
        <translation>%1（计数器已重新开始）</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>缺失</translation>
    </message>
    <message numerus="yes">
        <source>%1 partition(s)</source>
        <translation>
            <numerusform>%1个分区</numerusform>
        </translation>
    </message>
    <message>
        <source>state %1 became %2</source>
        <translation>状态由%1变为%2</translation>
    </message>
    <message>
        <source>New with the last answer</source>
        <translation>最近一次响应中新增</translation>
    </message>
    <message>
        <source>changed; what was there is too long to be shown</source>
        <translation>有变化，原值过长，无法显示</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>原为%1</translation>
    </message>
    <message>
        <source>was %1, %2</source>
        <translation>原为%1，%2</translation>
    </message>
    <message>
        <source>was %1 at %2</source>
        <translation>%2时为%1</translation>
    </message>
    <message>
        <source>was %1, %2 since %3</source>
        <translation>%3时为%1，变化%2</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>%1有变化</translation>
    </message>
    <message>
        <source>%1 new</source>
        <translation>新增%1个</translation>
    </message>
    <message>
        <source>%1 gone</source>
        <translation>消失%1个</translation>
    </message>
    <message>
        <source>discard grew by %1 in %2</source>
        <translation>%2的丢弃数增加了%1</translation>
    </message>
    <message numerus="yes">
        <source>%1 setting(s) changed</source>
        <translation>
            <numerusform>%1项配置有变化</numerusform>
        </translation>
    </message>
    <message>
        <source>Refreshed: %1.</source>
        <translation>已刷新：%1。</translation>
    </message>
    <message>
        <source>one without an id</source>
        <translation>一个没有ID的分区</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>以及另外%1个</translation>
    </message>
    <message numerus="yes">
        <source>%1 partition(s) are gone: %2</source>
        <translation>
            <numerusform>%1个分区已消失：%2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 record(s) discarded</source>
        <translation>
            <numerusform>丢弃%1条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 since %2</source>
        <translation>自%2起%1</translation>
    </message>
    <message>
        <source>Discarded since before we looked.</source>
        <translation>开始查看之前就已丢弃。</translation>
    </message>
    <message>
        <source>Grew while we looked; acknowledged.</source>
        <translation>查看期间有增加，已确认。</translation>
    </message>
    <message>
        <source>Grew by %1 since %2; not acknowledged.</source>
        <translation>自%2起增加了%1，尚未确认。</translation>
    </message>
    <message>
        <source>Grew by %1; not acknowledged.</source>
        <translation>增加了%1，尚未确认。</translation>
    </message>
    <message numerus="yes">
        <source>%1 answer(s) not shown</source>
        <translation>
            <numerusform>%1次响应未显示</numerusform>
        </translation>
    </message>
    <message>
        <source>Half of the task&apos;s dump interval of %1 s, within 10 s to 2 min: every %2.</source>
        <translation>任务的数据转储周期%1秒的一半，限于10秒至2分钟：每%2一次。</translation>
    </message>
    <message>
        <source>The answer gives no dump interval to match: every %1.</source>
        <translation>响应没有给出可匹配的数据转储周期：每%1一次。</translation>
    </message>
    <message>
        <source>Not known yet: every %1.</source>
        <translation>尚不清楚：每%1一次。</translation>
    </message>
</context>
<context>
    <name>Credentials</name>
    <message>
        <source>Its auth_type is %1, which is not supported.</source>
        <translation>其auth_type为%1，不支持这种登录方式。</translation>
    </message>
    <message>
        <source>%1 is not text.</source>
        <translation>%1不是文本。</translation>
    </message>
    <message>
        <source>Read together with clouds.yaml.</source>
        <translation>已与clouds.yaml一并读取。</translation>
    </message>
    <message>
        <source>It has no clouds.</source>
        <translation>其中没有任何云。</translation>
    </message>
    <message>
        <source>It has several clouds: choose one with OS_CLOUD.</source>
        <translation>其中有多个云，请用OS_CLOUD选择一个。</translation>
    </message>
    <message>
        <source>%1 (cloud %2)</source>
        <translation>%1（云%2）</translation>
    </message>
    <message>
        <source>There is no cloud of this name.</source>
        <translation>没有这个名称的云。</translation>
    </message>
    <message>
        <source>Not used: only the first clouds.yaml is.</source>
        <translation>未使用：只使用第一个clouds.yaml。</translation>
    </message>
    <message>
        <source>Not looked at.</source>
        <translation>未查看。</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>没有该文件。</translation>
    </message>
    <message>
        <source>It is not a text file in UTF-8.</source>
        <translation>该文件不是UTF-8文本文件。</translation>
    </message>
    <message>
        <source>It is too large to be such a file.</source>
        <translation>该文件过大，不是此类文件。</translation>
    </message>
    <message>
        <source>It is not a file.</source>
        <translation>它不是普通文件。</translation>
    </message>
    <message>
        <source>It cannot be read: %1.</source>
        <translation>无法读取：%1。</translation>
    </message>
    <message>
        <source>Not set.</source>
        <translation>未设置。</translation>
    </message>
    <message>
        <source>Signing in through an identity provider is not supported.</source>
        <translation>不支持通过身份提供商登录。</translation>
    </message>
    <message>
        <source>Its mode is %1; only AKSK is supported.</source>
        <translation>其模式为%1，仅支持AKSK。</translation>
    </message>
    <message>
        <source>KooCLI has encrypted the key (authEncrypt). Run &quot;hcloud configure set --cli-auth-encrypt=false&quot;, or give the key another way.</source>
        <translation>KooCLI已加密该密钥（authEncrypt）。请运行“hcloud configure set --cli-auth-encrypt=false”，或以其他方式提供密钥。</translation>
    </message>
    <message>
        <source>It is not JSON, from byte %1 on.</source>
        <translation>从第%1个字节起不是JSON。</translation>
    </message>
    <message>
        <source>It names no current profile.</source>
        <translation>其中未指定当前配置项。</translation>
    </message>
    <message>
        <source>%1 (profile %2)</source>
        <translation>%1（配置项%2）</translation>
    </message>
    <message>
        <source>There is no profile of this name.</source>
        <translation>没有这个名称的配置项。</translation>
    </message>
    <message>
        <source>%1 has characters that a request cannot carry.</source>
        <translation>%1含有请求中不能携带的字符。</translation>
    </message>
    <message>
        <source>%1 is missing.</source>
        <translation>缺少%1。</translation>
    </message>
    <message>
        <source>Access key %1</source>
        <translation>访问密钥%1</translation>
    </message>
    <message>
        <source>Temporary access key %1</source>
        <translation>临时访问密钥%1</translation>
    </message>
    <message>
        <source>Password of user %1 in account %2</source>
        <translation>帐号%2中用户%1的密码</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Line %1 stands before the first section.</source>
        <translation>第%1行位于第一个节之前。</translation>
    </message>
    <message>
        <source>Line %1 is indented, so it would go on with the value above it.</source>
        <translation>第%1行有缩进，会被当作上一个值的延续。</translation>
    </message>
    <message>
        <source>Line %1 says again what was said before.</source>
        <translation>第%1行与前文重复。</translation>
    </message>
    <message>
        <source>Line %1 is neither a section nor a key with a value.</source>
        <translation>第%1行既不是节，也不是带值的键。</translation>
    </message>
    <message>
        <source>It has only a section [global], which is not for DIS.</source>
        <translation>其中只有[global]节，该节不适用于DIS。</translation>
    </message>
    <message>
        <source>%1; not used, because an earlier place decides</source>
        <translation>%1；未使用，因为以更靠前的位置为准</translation>
    </message>
    <message>
        <source>It is not a token.</source>
        <translation>它不是Token。</translation>
    </message>
    <message>
        <source>Not given.</source>
        <translation>未给出。</translation>
    </message>
    <message>
        <source>Line %1 has a key that is not text.</source>
        <translation>第%1行的键不是文本。</translation>
    </message>
    <message>
        <source>It is too large, or nested too deeply.</source>
        <translation>内容过大，或嵌套过深。</translation>
    </message>
    <message>
        <source>It is not YAML, from line %1 on.</source>
        <translation>从第%1行起不是YAML。</translation>
    </message>
    <message>
        <source>It is not YAML.</source>
        <translation>它不是YAML。</translation>
    </message>
    <message>
        <source>Asked only by a connection that says so.</source>
        <translation>仅在某个连接选择此方式时才会询问。</translation>
    </message>
</context>
<context>
    <name>Demo</name>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>The service answers as it should.</source>
        <translation>服务正常响应。</translation>
    </message>
    <message>
        <source>Token Expired</source>
        <translation>Token过期</translation>
    </message>
    <message>
        <source>HTTP 401 of the gateway: nothing more is asked by itself.</source>
        <translation>网关返回HTTP 401：不再自动请求。</translation>
    </message>
    <message>
        <source>Token Invalid</source>
        <translation>Token无效</translation>
    </message>
    <message>
        <source>HTTP 441, which only DIS knows: it means the same as 401.</source>
        <translation>HTTP 441，DIS特有的状态码，含义与401相同。</translation>
    </message>
    <message>
        <source>No Permission</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>HTTP 403: asked again every five minutes, three times.</source>
        <translation>HTTP 403：每五分钟重新请求一次，共三次。</translation>
    </message>
    <message>
        <source>Task Deleted</source>
        <translation>任务已删除</translation>
    </message>
    <message>
        <source>HTTP 400 with DIS.4354: asked twice more to be sure, then no more.</source>
        <translation>HTTP 400和DIS.4354：再请求两次以确认，之后不再请求。</translation>
    </message>
    <message>
        <source>Address Blocked</source>
        <translation>地址被封禁</translation>
    </message>
    <message>
        <source>HTTP 400 with DIS.4309: nothing more is asked until you say so.</source>
        <translation>HTTP 400和DIS.4309：在您操作之前不再请求。</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>流控</translation>
    </message>
    <message>
        <source>HTTP 429 with Retry-After: the next question waits at least 45 seconds.</source>
        <translation>HTTP 429和Retry-After：至少等待45秒才再次请求。</translation>
    </message>
    <message>
        <source>Traffic Limit</source>
        <translation>流量限制</translation>
    </message>
    <message>
        <source>HTTP 400 with DIS.4303: the questions become rarer.</source>
        <translation>HTTP 400和DIS.4303：请求间隔逐渐加长。</translation>
    </message>
    <message>
        <source>System Error</source>
        <translation>系统错误</translation>
    </message>
    <message>
        <source>HTTP 500: asked again a little later, then more and more rarely.</source>
        <translation>HTTP 500：稍后重试，之后间隔越来越长。</translation>
    </message>
    <message>
        <source>Login Page</source>
        <translation>登录页面</translation>
    </message>
    <message>
        <source>HTTP 200 with a web page, as a hotel&apos;s network would answer.</source>
        <translation>HTTP 200和一个网页，就像酒店网络的响应。</translation>
    </message>
    <message>
        <source>Not JSON</source>
        <translation>不是JSON</translation>
    </message>
    <message>
        <source>HTTP 200 with a text that only claims to be JSON.</source>
        <translation>HTTP 200，声称是JSON，实际不是。</translation>
    </message>
    <message>
        <source>No Answer</source>
        <translation>无响应</translation>
    </message>
    <message>
        <source>The question is taken and never answered: it takes half a minute to give up.</source>
        <translation>接受请求但从不响应：约半分钟后放弃。</translation>
    </message>
    <message>
        <source>Stops Halfway</source>
        <translation>中途停止</translation>
    </message>
    <message>
        <source>Half an answer, then silence: it takes half a minute to give up.</source>
        <translation>响应到一半后停止：约半分钟后放弃。</translation>
    </message>
    <message>
        <source>Trickle</source>
        <translation>缓慢发送</translation>
    </message>
    <message>
        <source>A byte now and then, without an end: it takes a minute to give up.</source>
        <translation>隔一会儿才发送一个字节，没有结尾：约一分钟后放弃。</translation>
    </message>
    <message>
        <source>Hang Up</source>
        <translation>直接断开</translation>
    </message>
    <message>
        <source>The connection is closed without an answer.</source>
        <translation>不响应就关闭连接。</translation>
    </message>
    <message>
        <source>Cut Off</source>
        <translation>响应截断</translation>
    </message>
    <message>
        <source>The connection is closed in the middle of the answer.</source>
        <translation>响应到一半时关闭连接。</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Healthy, Unhurried</source>
        <translation>正常（较慢）</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>Falling Behind</source>
        <translation>逐渐落后</translation>
    </message>
    <message>
        <source>Stalled</source>
        <translation>停滞</translation>
    </message>
    <message>
        <source>Discarding</source>
        <translation>丢弃记录</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Abnormal</source>
        <translation>异常</translation>
    </message>
    <message>
        <source>Beginning to Fail</source>
        <translation>开始出现故障</translation>
    </message>
    <message>
        <source>Resharded</source>
        <translation>分区变更</translation>
    </message>
    <message>
        <source>512 Partitions</source>
        <translation>512个分区</translation>
    </message>
    <message>
        <source>Not to OBS</source>
        <translation>非OBS目标</translation>
    </message>
    <message>
        <source>The records go to a table of DLI, by way of a bucket.</source>
        <translation>记录经由桶写入DLI表。</translation>
    </message>
    <message>
        <source>ABNORMAL for two hours and more, with two of six partitions. The answer does not say why: the service never does.</source>
        <translation>ABNORMAL（异常）超过两小时，6个分区中有两个异常。响应没有说明原因：服务从不说明。</translation>
    </message>
    <message>
        <source>Eight partitions, each dumped every 30 seconds; nothing is discarded. Flowing: a few records always wait for the next dump.</source>
        <translation>8个分区，每30秒转储一次，没有丢弃记录。判定为“转储中”：总有少量记录等待下一次转储。</translation>
    </message>
    <message>
        <source>The same partitions, dumped every five minutes: a last dump four minutes ago and a longer queue are no cause for alarm here.</source>
        <translation>同样的分区，每五分钟转储一次：最近一次转储在四分钟前，积压较多，都属于正常情况。</translation>
    </message>
    <message>
        <source>Nothing has come in for six days. The time of the last dump moves on all the same; offset and head are equal, so nothing waits.</source>
        <translation>六天没有新数据。最近转储时间仍在更新；偏移量与最新位置相等，没有待转储的记录。</translation>
    </message>
    <message>
        <source>Every offset moves, but the head moves twice as fast: the lag grows with each refresh. After five of them the verdict is Behind. The service says RUNNING.</source>
        <translation>每个偏移量都在增长，但最新位置的增长快一倍：每次刷新积压都在增加。五次之后判定为“落后”。服务显示RUNNING（运行中）。</translation>
    </message>
    <message>
        <source>Records come in, and not one partition has been dumped for three quarters of an hour and more. All of them say RUNNING; nothing is lost yet.</source>
        <translation>有新数据写入，所有分区却已有四十五分钟以上没有转储。全部显示RUNNING（运行中），尚未丢失数据。</translation>
    </message>
    <message>
        <source>Bad records come into one partition every two minutes, and within the first minute into a second one: they are discarded, and the verdict turns to Losing.</source>
        <translation>一个分区每两分钟出现脏数据，另一个分区在第一分钟内也出现：这些记录被丢弃，判定变为“数据丢失”。</translation>
    </message>
    <message>
        <source>Paused for Too Long</source>
        <translation>停止过久</translation>
    </message>
    <message>
        <source>PAUSED for 26 hours and more. The stream keeps records for 24: what came first has expired, and more does with every refresh.</source>
        <translation>PAUSED（已停止）超过26小时。通道只保留24小时的记录：较早的记录已过期，每次刷新过期的都更多。</translation>
    </message>
    <message>
        <source>PAUSED for three hours. Nothing is lost yet: the verdict says for how much longer.</source>
        <translation>PAUSED（已停止）三小时。尚未丢失数据：判定会说明还能维持多久。</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>Created a minute ago and STARTING. Soon it is RUNNING, and one partition after the other is dumped for the first time.</source>
        <translation>一分钟前创建，状态为STARTING（启动中）。很快变为RUNNING（运行中），各分区陆续开始首次转储。</translation>
    </message>
    <message>
        <source>Twelve partitions: one has stalled and others follow, two discard records, and after three minutes the task turns ABNORMAL.</source>
        <translation>12个分区：一个已停滞，其他分区随后停滞，两个丢弃记录，三分钟后任务变为ABNORMAL（异常）。</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>偏移量重置</translation>
    </message>
    <message>
        <source>Within the first minute somebody sets the offsets back by two hours. What was dumped is dumped again, and the lag shrinks until it has caught up.</source>
        <translation>第一分钟内有人将偏移量退回两小时。已转储的记录会再次转储，积压逐渐减少，直到追上。</translation>
    </message>
    <message>
        <source>Partitions as the documentation describes them, with hash ranges and without offsets. One is split within the first minute, and for ten minutes the dump task knows of one half only.</source>
        <translation>分区采用文档中的写法，带哈希范围，没有偏移量。其中一个在第一分钟内分裂，此后十分钟内转储任务只知道其中一半。</translation>
    </message>
    <message>
        <source>Stream Not Readable</source>
        <translation>通道不可读</translation>
    </message>
    <message>
        <source>There is no permission to read the stream. Three partitions are seen to move; the fourth stands, and nobody can tell whether it is idle or stalled. Each comes with the keys of the service and of its documentation.</source>
        <translation>没有读取通道的权限。可以看到三个分区在增长；第四个停留不动，无法判断是空闲还是停滞。每个分区同时带有服务实际使用的字段和文档中的字段。</translation>
    </message>
    <message>
        <source>One has stalled, one discards records, one is ABNORMAL. Sort by verdict or filter to find them.</source>
        <translation>一个停滞，一个丢弃记录，一个ABNORMAL（异常）。可按判定排序或筛选找到它们。</translation>
    </message>
</context>
<context>
    <name>EndpointNote</name>
    <message>
        <source>The host is %1.</source>
        <translation>主机为%1。</translation>
    </message>
    <message>
        <source>This is not one of Huawei Cloud&apos;s own domains. It will be sent what you sign in with.</source>
        <translation>这不是华为云自己的域名。登录所用的信息将会发送到该处。</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Dump task</source>
        <translation>转储任务</translation>
    </message>
    <message>
        <source>1-64 letters, digits, - or _</source>
        <translation>1～64个字母、数字、“-”或“_”</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>ERROR, STARTING, PAUSED, RUNNING, DELETE or ABNORMAL</source>
        <translation>ERROR（错误）、STARTING（启动中）、PAUSED（已停止）、RUNNING（运行中）、DELETE（已删除）或ABNORMAL（异常）</translation>
    </message>
    <message>
        <source>Destination type</source>
        <translation>转储目标类型</translation>
    </message>
    <message>
        <source>OBS; older pages: also MRS, DLI, DWS, CLOUDTABLE</source>
        <translation>OBS；旧版文档还有MRS、DLI、DWS、CLOUDTABLE</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Last dump</source>
        <translation>最近转储</translation>
    </message>
    <message>
        <source>Dump task ID</source>
        <translation>转储任务ID</translation>
    </message>
    <message>
        <source>Stream ID</source>
        <translation>通道ID</translation>
    </message>
    <message>
        <source>Exception strategy</source>
        <translation>异常处理策略</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>数据转储地址</translation>
    </message>
    <message>
        <source>3-63 lower-case letters, digits, - or .</source>
        <translation>3～63个小写字母、数字、“-”或“.”</translation>
    </message>
    <message>
        <source>File prefix</source>
        <translation>转储文件目录</translation>
    </message>
    <message>
        <source>up to 50 letters, digits, _ or /</source>
        <translation>最多50个字母、数字、“_”或“/”</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Directories</source>
        <translation>时间目录格式</translation>
    </message>
    <message>
        <source>empty, or yyyy down to yyyy/MM/dd/HH/mm</source>
        <translation>空，或从yyyy到yyyy/MM/dd/HH/mm</translation>
    </message>
    <message>
        <source>Dump interval</source>
        <translation>数据转储周期</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Dump size</source>
        <translation>单次转储大小</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>Starts at</source>
        <translation>起始偏移量</translation>
    </message>
    <message>
        <source>LATEST or TRIM_HORIZON</source>
        <translation>LATEST（最新）或TRIM_HORIZON（最早）</translation>
    </message>
    <message>
        <source>Retry duration</source>
        <translation>重试时长</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>转储文件格式</translation>
    </message>
    <message>
        <source>text, csv or parquet</source>
        <translation>text、csv或parquet</translation>
    </message>
    <message>
        <source>Record delimiter</source>
        <translation>记录分隔符</translation>
    </message>
    <message>
        <source>comma, semicolon, vertical bar or newline</source>
        <translation>逗号、分号、竖线或换行符</translation>
    </message>
    <message>
        <source>comma or newline: the documents disagree</source>
        <translation>逗号或换行符：各文档说法不一</translation>
    </message>
    <message>
        <source>Processing schema</source>
        <translation>时间戳处理配置</translation>
    </message>
    <message>
        <source>Data type</source>
        <translation>数据类型</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>压缩格式</translation>
    </message>
    <message>
        <source>Avro schema</source>
        <translation>Avro模式</translation>
    </message>
    <message>
        <source>Carbon properties</source>
        <translation>Carbon属性</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>委托</translation>
    </message>
    <message>
        <source>1-64 characters</source>
        <translation>1～64个字符</translation>
    </message>
    <message>
        <source>Dump task (in the block)</source>
        <translation>转储任务（配置内）</translation>
    </message>
    <message>
        <source>Timestamp field</source>
        <translation>时间戳字段</translation>
    </message>
    <message>
        <source>Timestamp type</source>
        <translation>时间戳类型</translation>
    </message>
    <message>
        <source>String or Timestamp</source>
        <translation>String或Timestamp</translation>
    </message>
    <message>
        <source>Timestamp format</source>
        <translation>时间戳格式</translation>
    </message>
    <message>
        <source>needed for String</source>
        <translation>String类型必填</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Partition status</source>
        <translation>分区状态</translation>
    </message>
    <message>
        <source>CREATING, ACTIVE, DELETED or EXPIRED</source>
        <translation>CREATING（创建中）、ACTIVE（可用）、DELETED（删除中）或EXPIRED（已过期）</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>偏移量</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>丢弃数</translation>
    </message>
    <message>
        <source>Hash range</source>
        <translation>哈希范围</translation>
    </message>
    <message>
        <source>Sequence numbers</source>
        <translation>序列号范围</translation>
    </message>
    <message>
        <source>Parents</source>
        <translation>父分区</translation>
    </message>
    <message>
        <source>30-900</source>
        <translation>30～900</translation>
    </message>
    <message>
        <source>1-300</source>
        <translation>1～300</translation>
    </message>
    <message>
        <source>text</source>
        <translation>text</translation>
    </message>
    <message>
        <source>%1 (ms since 1970)</source>
        <translation>%1（1970年以来的毫秒数）</translation>
    </message>
    <message>
        <source>Answer received</source>
        <translation>收到响应的时间</translation>
    </message>
    <message>
        <source>Task state</source>
        <translation>任务状态</translation>
    </message>
    <message>
        <source>Hash range from</source>
        <translation>哈希范围起点</translation>
    </message>
    <message>
        <source>Hash range to</source>
        <translation>哈希范围终点</translation>
    </message>
    <message>
        <source>Sequence numbers from</source>
        <translation>序列号起点</translation>
    </message>
    <message>
        <source>Sequence numbers to</source>
        <translation>序列号终点</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>最新位置</translation>
    </message>
    <message>
        <source>the number that the stream&apos;s next record will get</source>
        <translation>通道中下一条记录的序号</translation>
    </message>
    <message>
        <source>Oldest kept</source>
        <translation>最早保留</translation>
    </message>
    <message>
        <source>the oldest record that the stream still keeps</source>
        <translation>通道仍保留的最早一条记录</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>积压</translation>
    </message>
    <message>
        <source>head less offset: what waits, and what has expired; uncertain by one</source>
        <translation>待转储的记录数：最新位置减偏移量，可能相差一条</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>过期数</translation>
    </message>
    <message>
        <source>records that the stream dropped before they were dumped to the bucket</source>
        <translation>通道在转储到桶之前就已清除的记录数</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>records/s</source>
        <translation>条/秒</translation>
    </message>
    <message>
        <source>how fast the offset moves</source>
        <translation>偏移量的增长速度</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>what all this amounts to</source>
        <translation>综合以上各项的结论</translation>
    </message>
</context>
<context>
    <name>FileSource</name>
    <message numerus="yes">
        <source>no end of input within %n second(s)</source>
        <translation>
            <numerusform>%n秒内输入仍未结束</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>About Spillway</source>
        <translation>关于Spillway</translation>
    </message>
    <message>
        <source>Spillway %1</source>
        <translation>Spillway %1</translation>
    </message>
    <message>
        <source>Inspector for the dump tasks of Huawei Cloud DIS. It only reads.</source>
        <translation>华为云DIS转储任务查看器，只读取，不修改。</translation>
    </message>
    <message>
        <source>Licence: GPL-3.0-or-later.</source>
        <translation>许可证：GPL-3.0-or-later。</translation>
    </message>
    <message>
        <source>Made with Qt %1 (LGPL-3.0), simdjson (Apache-2.0) and tl::expected (CC0-1.0).</source>
        <translation>基于Qt %1（LGPL-3.0）、simdjson（Apache-2.0）和tl::expected（CC0-1.0）开发。</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1或%2</translation>
    </message>
    <message>
        <source>Spillway shows the dump tasks of Huawei Cloud DIS: their state, their partitions, where they deliver and what the numbers mean. It only reads.</source>
        <translation>Spillway显示华为云DIS的转储任务：状态、分区、转储目标以及各项数值的含义。只读取，不修改。</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>It works: the service answered.</source>
        <translation>可以使用：服务已响应。</translation>
    </message>
    <message>
        <source>the Open Task dialog</source>
        <translation>“打开任务”对话框</translation>
    </message>
</context>
<context>
    <name>MainActions</name>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>5 s</source>
        <translation>5秒</translation>
    </message>
    <message>
        <source>10 s</source>
        <translation>10秒</translation>
    </message>
    <message>
        <source>30 s</source>
        <translation>30秒</translation>
    </message>
    <message>
        <source>1 min</source>
        <translation>1分钟</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5分钟</translation>
    </message>
    <message>
        <source>&amp;Open Task…</source>
        <translation>打开任务(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Copy Rows</source>
        <translation>复制行(&amp;C)</translation>
    </message>
    <message>
        <source>Copy with &amp;Headers</source>
        <translation>连同表头复制(&amp;H)</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Filter Partitions</source>
        <translation>筛选分区(&amp;F)</translation>
    </message>
    <message>
        <source>C&amp;lear Filter</source>
        <translation>清除筛选(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>刷新(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Next Pane</source>
        <translation>下一窗格(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous Pane</source>
        <translation>上一窗格(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;What Is This?</source>
        <translation>这是什么？(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Spillway</source>
        <translation>关于Spillway(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>列(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Task</source>
        <translation>任务(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Every</source>
        <translation>刷新间隔(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Demo Tasks</source>
        <translation>演示任务(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Faults</source>
        <translation>故障(&amp;F)</translation>
    </message>
    <message>
        <source>Show &amp;Only Matches</source>
        <translation>只显示匹配项(&amp;O)</translation>
    </message>
    <message>
        <source>Only Matches</source>
        <translation>只显示匹配项</translation>
    </message>
    <message>
        <source>Hides the partitions that do not match. If it is off, Enter and F3 go from match to match.</source>
        <translation>隐藏不匹配的分区。关闭后，可按Enter和F3逐个查看匹配项。</translation>
    </message>
    <message>
        <source>Find &amp;Next</source>
        <translation>查找下一个(&amp;N)</translation>
    </message>
    <message>
        <source>Find &amp;Previous</source>
        <translation>查找上一个(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Go to Partition…</source>
        <translation>转到分区(&amp;G)…</translation>
    </message>
    <message>
        <source>Reset &amp;Layout</source>
        <translation>重置布局(&amp;L)</translation>
    </message>
    <message>
        <source>Match Task</source>
        <translation>匹配任务</translation>
    </message>
    <message>
        <source>Acknowledge &amp;Selected Discards</source>
        <translation>确认所选分区的丢弃(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Acknowledge All Discards</source>
        <translation>确认所有丢弃(&amp;A)</translation>
    </message>
    <message>
        <source>P&amp;references…</source>
        <translation>首选项(&amp;R)…</translation>
    </message>
    <message>
        <source>Export as P&amp;DF…</source>
        <translation>导出为PDF(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>打印(&amp;P)…</translation>
    </message>
    <message>
        <source>Copy as &amp;JSON</source>
        <translation>复制为JSON(&amp;J)</translation>
    </message>
    <message>
        <source>Copy as CS&amp;V</source>
        <translation>复制为CSV(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Connections…</source>
        <translation>连接(&amp;C)…</translation>
    </message>
    <message>
        <source>C&amp;redential Doctor…</source>
        <translation>凭证诊断(&amp;R)…</translation>
    </message>
    <message>
        <source>Filter &amp;Streams and Tasks</source>
        <translation>筛选通道和任务(&amp;S)</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Lists the streams anew, and the dump tasks of those that were expanded.</source>
        <translation>重新列出通道，以及已展开通道的转储任务。</translation>
    </message>
    <message>
        <source>&amp;Check All Tasks</source>
        <translation>检查所有任务(&amp;C)</translation>
    </message>
    <message>
        <source>Reads every dump task that is loaded, and its stream, and says what the numbers amount to.</source>
        <translation>读取每个已加载的转储任务及其通道，并根据数据给出判定。</translation>
    </message>
    <message>
        <source>&amp;Load All Streams and Tasks</source>
        <translation>加载所有通道和任务(&amp;L)</translation>
    </message>
    <message>
        <source>Search the Rest</source>
        <translation>搜索其余</translation>
    </message>
    <message>
        <source>Loads all streams and dump tasks that are not loaded yet, so that the filter finds them.</source>
        <translation>加载所有尚未加载的通道和转储任务，以便筛选能找到它们。</translation>
    </message>
    <message>
        <source>Refresh Every&amp;thing</source>
        <translation>刷新全部(&amp;T)</translation>
    </message>
    <message>
        <source>Partition Deta&amp;ils</source>
        <translation>分区详情(&amp;I)</translation>
    </message>
</context>
<context>
    <name>NextFile</name>
    <message>
        <source>The answer has no OBS settings.</source>
        <translation>响应中没有OBS配置。</translation>
    </message>
    <message>
        <source>The answer names no bucket.</source>
        <translation>响应中没有给出桶。</translation>
    </message>
    <message>
        <source>The file prefix is not a text.</source>
        <translation>转储文件目录不是文本。</translation>
    </message>
    <message>
        <source>The bucket or the file prefix is too long for a name in OBS.</source>
        <translation>桶名或转储文件目录过长，不能用作OBS中的名称。</translation>
    </message>
    <message>
        <source>The directory format is not a documented one: the path ends before the directories.</source>
        <translation>时间目录格式不在文档列出的格式之中：路径到时间目录之前为止。</translation>
    </message>
    <message>
        <source>Without a time the path ends before the directories.</source>
        <translation>没有时间，路径到时间目录之前为止。</translation>
    </message>
    <message>
        <source>An example only: the directories follow a time in your records, not the clock.</source>
        <translation>仅为示例：时间目录取自记录中的时间，而不是时钟。</translation>
    </message>
    <message>
        <source>An example only: the directories follow the field %1 of your records, not the clock.</source>
        <translation>仅为示例：时间目录取自记录中的字段%1，而不是时钟。</translation>
    </message>
    <message>
        <source>An example only: the prefix is made from fields of your records.</source>
        <translation>仅为示例：转储文件目录由记录中的字段生成。</translation>
    </message>
    <message>
        <source>There are characters in it that cannot be seen: it is not offered for copying.</source>
        <translation>其中含有不可见字符，因此不提供复制。</translation>
    </message>
    <message>
        <source>GMT+8 is an assumption: the documents name no zone for the directories. Compare with a real object.</source>
        <translation>GMT+8为假定值：文档没有说明时间目录使用哪个时区。请与实际对象核对。</translation>
    </message>
    <message>
        <source>The zone is your choice: the documents name none for the directories. Compare with a real object.</source>
        <translation>时区由您选定：文档没有说明时间目录使用哪个时区。请与实际对象核对。</translation>
    </message>
</context>
<context>
    <name>Note</name>
    <message>
        <source>Not of the documented type; shown as it came.</source>
        <translation>类型与文档不符，按收到的内容显示。</translation>
    </message>
    <message>
        <source>Came as text, is read as a number.</source>
        <translation>收到的是文本，按数字处理。</translation>
    </message>
    <message>
        <source>Needs more than 64 bits; the digits are exact.</source>
        <translation>超出64位整数，显示的数字是准确的。</translation>
    </message>
    <message>
        <source>Holds half of a character; shown as �.</source>
        <translation>含有不完整的字符，显示为�。</translation>
    </message>
    <message>
        <source>Came more than once: this is the last one. All are under Other fields.</source>
        <translation>该字段出现多次，这里是最后一次的值。全部列在“其他字段”中。</translation>
    </message>
    <message>
        <source>Came in two spellings with different values. The other one is under Other fields.</source>
        <translation>该字段以两种写法出现且值不同，另一个列在“其他字段”中。</translation>
    </message>
    <message>
        <source>Came under the misspelt key file_prefix&quot;.</source>
        <translation>该字段的键名误写为file_prefix&quot;。</translation>
    </message>
    <message>
        <source>The id is missing, or another partition has the same one.</source>
        <translation>缺少分区ID，或与其他分区重复。</translation>
    </message>
    <message>
        <source>0 is no time; the documents do not say what it means.</source>
        <translation>0不是有效时间，文档未说明其含义。</translation>
    </message>
    <message>
        <source>Not a time in milliseconds between 1970 and 9999; shown as it came.</source>
        <translation>不是1970年至9999年之间的毫秒时间戳，按收到的内容显示。</translation>
    </message>
    <message>
        <source>Negative, where only a count makes sense.</source>
        <translation>此处应为计数，却是负数。</translation>
    </message>
</context>
<context>
    <name>SettingRule</name>
    <message>
        <source>Source: %1</source>
        <translation>来源：%1</translation>
    </message>
    <message>
        <source>The documents disagree: %1</source>
        <translation>各文档说法不一：%1</translation>
    </message>
    <message>
        <source>Setting: %1</source>
        <translation>配置项：%1</translation>
    </message>
    <message>
        <source>ShowTransferTask page of the DIS API reference, 2025</source>
        <translation>DIS API参考的ShowTransferTask页面，2025年</translation>
    </message>
    <message>
        <source>CreateTransferTask page of the DIS API reference, 2025</source>
        <translation>DIS API参考的CreateTransferTask页面，2025年</translation>
    </message>
    <message>
        <source>older DIS API pages and Open Telekom Cloud&apos;s API reference</source>
        <translation>旧版DIS API文档和Open Telekom Cloud的API参考</translation>
    </message>
    <message>
        <source>DIS user guide, Dumping Data to OBS</source>
        <translation>DIS用户指南，“转储至OBS”</translation>
    </message>
    <message>
        <source>Java SDK for DIS (huaweicloud-sdk-java-dis)</source>
        <translation>DIS Java SDK（huaweicloud-sdk-java-dis）</translation>
    </message>
    <message>
        <source>OBS user manual, names of buckets</source>
        <translation>OBS用户手册，桶的命名</translation>
    </message>
    <message>
        <source>ShowStream page of the DIS API reference; DIS user guide on retention</source>
        <translation>DIS API参考的ShowStream页面；DIS用户指南中关于保留时长的说明</translation>
    </message>
    <message>
        <source>error codes of the DIS API reference</source>
        <translation>DIS API参考的错误码</translation>
    </message>
    <message>
        <source>The name %1 is not made of 1-64 letters, digits, - or _.</source>
        <translation>名称%1不是由1～64个字母、数字、“-”或“_”组成。</translation>
    </message>
    <message>
        <source>The state %1 is none of the six documented ones.</source>
        <translation>状态%1不在文档列出的六种之中。</translation>
    </message>
    <message>
        <source>The older list page knows ABNORMAL and RUNNING only.</source>
        <translation>旧版列表文档只有ABNORMAL（异常）和RUNNING（运行中）。</translation>
    </message>
    <message>
        <source>The state is %1. The service does not say why: look at the agency, the bucket and the dump log.</source>
        <translation>状态为%1。服务没有说明原因：请查看委托、桶和转储日志。</translation>
    </message>
    <message>
        <source>The state is %1: the dump task has been deleted, and dumps nothing.</source>
        <translation>状态为%1：转储任务已删除，不再转储。</translation>
    </message>
    <message>
        <source>The last dump was %1 ago, and the stream keeps records for %2: what came in between may have expired without being dumped.</source>
        <translation>最近转储在%1前，而通道只保留%2的记录：此后写入的记录可能未经转储就已过期。</translation>
    </message>
    <message>
        <source>The stream is %1, not RUNNING: until it is, requests for its records fail (DIS.4205).</source>
        <translation>通道的状态为%1，而不是RUNNING（运行中）：在此之前，读取其记录的请求都会失败（DIS.4205）。</translation>
    </message>
    <message>
        <source>FROZEN is listed by some editions only.</source>
        <translation>只有部分版本的文档列出FROZEN（冻结）。</translation>
    </message>
    <message>
        <source>The type is %1, but the settings came as %2.</source>
        <translation>类型为%1，但收到的配置是%2。</translation>
    </message>
    <message>
        <source>A published example of the SDK reference has the type OBS and the block of DLI.</source>
        <translation>SDK参考中有一个公开示例，类型为OBS，配置却是DLI的。</translation>
    </message>
    <message>
        <source>%1 is a destination of older documents; the page of 2025 knows OBS only.</source>
        <translation>%1是旧版文档中的转储目标；2025年的页面只有OBS。</translation>
    </message>
    <message>
        <source>page of 2025: OBS; 2022: also MRS, DLI, DWS; Open Telekom Cloud: also CLOUDTABLE.</source>
        <translation>2025年的页面：OBS；2022年：还有MRS、DLI、DWS；Open Telekom Cloud：还有CLOUDTABLE。</translation>
    </message>
    <message>
        <source>The destination type %1 is not in the documentation.</source>
        <translation>文档中没有转储目标类型%1。</translation>
    </message>
    <message>
        <source>The older SDKs also list NOWHERE.</source>
        <translation>旧版SDK还列出了NOWHERE。</translation>
    </message>
    <message>
        <source>%1: no document describes this field. Its one known value, ignoreAndBackup, sounds as if bad records were skipped and kept elsewhere.</source>
        <translation>%1：没有文档说明此字段。其唯一已知的值ignoreAndBackup似乎表示跳过脏数据并另行保存。</translation>
    </message>
    <message>
        <source>a captured answer of Open Telekom Cloud, 2023</source>
        <translation>Open Telekom Cloud的一次实际响应，2023年</translation>
    </message>
    <message>
        <source>%1 is not of the documented JSON type.</source>
        <translation>%1的JSON类型与文档不符。</translation>
    </message>
    <message>
        <source>It came as null. The documents know no null: whether a default is in force they do not say.</source>
        <translation>收到的值为null。文档中没有null：是否采用默认值，文档没有说明。</translation>
    </message>
    <message>
        <source>No agency is named. Without one DIS may not write into the bucket.</source>
        <translation>没有给出委托。没有委托，DIS无权写入桶。</translation>
    </message>
    <message>
        <source>Mandatory in older pages, optional in those of 2025.</source>
        <translation>旧版文档为必选，2025年的页面为可选。</translation>
    </message>
    <message>
        <source>The agency is an empty text; it takes 1-64 characters.</source>
        <translation>委托为空文本，应为1～64个字符。</translation>
    </message>
    <message>
        <source>The agency %1 is longer than 64 characters.</source>
        <translation>委托%1超过64个字符。</translation>
    </message>
    <message>
        <source>%1 is the agency that DIS creates by itself when the console asks for one.</source>
        <translation>%1是在控制台需要委托时由DIS自动创建的委托。</translation>
    </message>
    <message>
        <source>%1 has to be an agency of the cloud service DIS, without an end, with Tenant Administrator on OBS. That cannot be seen from here; DIS.4335 and DIS.4310 tell of it.</source>
        <translation>%1须为云服务DIS的委托，持续时间为永久，并在OBS上具有Tenant Administrator权限。这些无法在此处看到；DIS.4335和DIS.4310说明有此类问题。</translation>
    </message>
    <message>
        <source>The interval of %1 s is not within 30-900 s.</source>
        <translation>数据转储周期%1秒不在30～900秒之内。</translation>
    </message>
    <message>
        <source>%1 s is below 60 s, the least that older documents allow.</source>
        <translation>%1秒低于旧版文档允许的最小值60秒。</translation>
    </message>
    <message>
        <source>Java SDK for DIS: 60-900 s.</source>
        <translation>DIS Java SDK：60～900秒。</translation>
    </message>
    <message>
        <source>No interval is set: 300 s are the documented default.</source>
        <translation>未设置数据转储周期：文档默认值为300秒。</translation>
    </message>
    <message>
        <source>page of 2025: no default (N/A).</source>
        <translation>2025年的页面：无默认值（N/A）。</translation>
    </message>
    <message>
        <source>The interval of %1 s is as long as the stream keeps records (%2): they may expire before they are dumped.</source>
        <translation>数据转储周期%1秒不短于通道的保留时长（%2）：记录可能在转储之前过期。</translation>
    </message>
    <message>
        <source>The size of %1 MB is not within 1-300 MB.</source>
        <translation>单次转储大小%1 MB不在1～300 MB之内。</translation>
    </message>
    <message>
        <source>Only pages of 2025 and later have this setting; no SDK and no example has it.</source>
        <translation>只有2025年及以后的页面有此配置项；SDK和示例中都没有。</translation>
    </message>
    <message>
        <source>%1 is neither LATEST nor TRIM_HORIZON.</source>
        <translation>%1既不是LATEST（最新），也不是TRIM_HORIZON（最早）。</translation>
    </message>
    <message>
        <source>.NET SDK for DIS: also EARLIEST.</source>
        <translation>.NET版DIS SDK：还有EARLIEST。</translation>
    </message>
    <message>
        <source>%1: records that were sent before the dump task was created are not dumped.</source>
        <translation>%1：转储任务创建之前发送的记录不会转储。</translation>
    </message>
    <message>
        <source>Nothing is set: LATEST is the documented default. Records sent before the dump task was created are not dumped.</source>
        <translation>未设置：文档默认值为LATEST（最新）。转储任务创建之前发送的记录不会转储。</translation>
    </message>
    <message>
        <source>page of 2025: no default.</source>
        <translation>2025年的页面：无默认值。</translation>
    </message>
    <message>
        <source>A retry duration of %1 s is undocumented for OBS. In the Java SDK it is how long a failed delivery is tried again, 0 by default.</source>
        <translation>重试时长%1秒：文档中OBS没有此配置项。在Java SDK中，它表示转储失败后持续重试多久，默认为0。</translation>
    </message>
    <message>
        <source>The retry duration %1 is not within 0-7200 s.</source>
        <translation>重试时长%1不在0～7200秒之内。</translation>
    </message>
    <message>
        <source>No retry duration is set: 1800 s are the documented default.</source>
        <translation>未设置重试时长：文档默认值为1800秒。</translation>
    </message>
    <message>
        <source>No bucket is named.</source>
        <translation>没有给出桶。</translation>
    </message>
    <message>
        <source>The bucket %1 is not 3-63 characters long.</source>
        <translation>桶名%1的长度不是3～63个字符。</translation>
    </message>
    <message>
        <source>Older pages and the SDKs give no rule.</source>
        <translation>旧版文档和SDK没有给出规则。</translation>
    </message>
    <message>
        <source>The bucket %1 has other characters than lower-case letters, digits, -, . and _.</source>
        <translation>桶名%1含有小写字母、数字、“-”、“.”和“_”以外的字符。</translation>
    </message>
    <message>
        <source>The bucket %1 has an underscore.</source>
        <translation>桶名%1含有下划线。</translation>
    </message>
    <message>
        <source>DIS allows underscores; OBS refuses them in new buckets.</source>
        <translation>DIS允许下划线；OBS不允许新建的桶使用。</translation>
    </message>
    <message>
        <source>The bucket %1 does not begin and end with a letter or digit.</source>
        <translation>桶名%1的首尾不都是字母或数字。</translation>
    </message>
    <message>
        <source>DIS&apos; own pages do not ask for that.</source>
        <translation>DIS自己的文档没有此要求。</translation>
    </message>
    <message>
        <source>The bucket %1 has a dot beside a dot or a hyphen.</source>
        <translation>桶名%1中有“.”与“.”或“-”相邻。</translation>
    </message>
    <message>
        <source>DIS&apos; own pages allow it.</source>
        <translation>DIS自己的文档允许这样写。</translation>
    </message>
    <message>
        <source>The bucket %1 is written like an IP address.</source>
        <translation>桶名%1的形式与IP地址相同。</translation>
    </message>
    <message>
        <source>The prefix %1 is longer than 50 characters.</source>
        <translation>转储文件目录%1超过50个字符。</translation>
    </message>
    <message>
        <source>user guide: 100 for Parquet files.</source>
        <translation>用户指南：Parquet文件为100个。</translation>
    </message>
    <message>
        <source>The prefix %1 is longer than 100 characters.</source>
        <translation>转储文件目录%1超过100个字符。</translation>
    </message>
    <message>
        <source>page of 2025: 50, whatever the file type.</source>
        <translation>2025年的页面：50个，与文件格式无关。</translation>
    </message>
    <message>
        <source>The prefix %1 has other characters than letters, digits, _ and /.</source>
        <translation>转储文件目录%1含有字母、数字、“_”和“/”以外的字符。</translation>
    </message>
    <message>
        <source>user guide: expressions such as ${field} are allowed for Parquet files.</source>
        <translation>用户指南：Parquet文件允许使用${field}这样的表达式。</translation>
    </message>
    <message>
        <source>The prefix %1 begins with /.</source>
        <translation>转储文件目录%1以“/”开头。</translation>
    </message>
    <message>
        <source>The page of 2025 leaves this rule out.</source>
        <translation>2025年的页面没有这条规则。</translation>
    </message>
    <message>
        <source>The prefix %1 has // in it: in the bucket that is a directory without a name.</source>
        <translation>转储文件目录%1中有“//”：在桶中是一个没有名称的目录。</translation>
    </message>
    <message>
        <source>No page of DIS speaks of it.</source>
        <translation>DIS的文档都没有提到这一点。</translation>
    </message>
    <message>
        <source>No prefix is set: the default is an empty one, and files lie at the top of the bucket.</source>
        <translation>未设置转储文件目录：默认为空，文件位于桶的根目录下。</translation>
    </message>
    <message>
        <source>%1 is none of the five documented formats, nor empty.</source>
        <translation>%1既不是文档列出的五种格式之一，也不为空。</translation>
    </message>
    <message>
        <source>No format is set: files are put into no directories by time.</source>
        <translation>未设置时间目录格式：文件不按时间分目录存放。</translation>
    </message>
    <message>
        <source>The pages write N/A for this; it is no value.</source>
        <translation>文档中此项写作N/A；这不是一个值。</translation>
    </message>
    <message>
        <source>%1 is filled in with the time at which a file is made. In which time zone, no document says.</source>
        <translation>%1按文件生成的时间填写。使用哪个时区，没有文档说明。</translation>
    </message>
    <message>
        <source>English pages: the time at which the dump task was created; that seems to be mistranslated.</source>
        <translation>英文文档：转储任务的创建时间；这似乎是误译。</translation>
    </message>
    <message>
        <source>%1 is none of text, csv, parquet.</source>
        <translation>%1不是text、csv或parquet。</translation>
    </message>
    <message>
        <source>SDKs and older pages: text, parquet, carbon; Open Telekom Cloud&apos;s console: text only.</source>
        <translation>SDK和旧版文档：text、parquet、carbon；Open Telekom Cloud的控制台：只有text。</translation>
    </message>
    <message>
        <source>%1 is a file type of older documents.</source>
        <translation>%1是旧版文档中的转储文件格式。</translation>
    </message>
    <message>
        <source>page of 2025: text, csv, parquet.</source>
        <translation>2025年的页面：text、csv、parquet。</translation>
    </message>
    <message>
        <source>No file type is set: text is the documented default.</source>
        <translation>未设置转储文件格式：文档默认值为text。</translation>
    </message>
    <message>
        <source>csv files need a stream of JSON records; this stream&apos;s are %1.</source>
        <translation>csv文件要求通道中的记录为JSON；此通道的记录为%1。</translation>
    </message>
    <message>
        <source>parquet files need a stream of JSON records; this stream&apos;s are %1.</source>
        <translation>parquet文件要求通道中的记录为JSON；此通道的记录为%1。</translation>
    </message>
    <message>
        <source>user guide: CSV records will do, too.</source>
        <translation>用户指南：CSV记录也可以。</translation>
    </message>
    <message>
        <source>The stream&apos;s records are %1; the page of 2025 wants JSON for parquet files.</source>
        <translation>通道中的记录为%1；2025年的页面要求parquet文件使用JSON。</translation>
    </message>
    <message>
        <source>%1 files need a stream of JSON records. What this stream&apos;s records are has not been read.</source>
        <translation>%1文件要求通道中的记录为JSON。尚未读取此通道的记录类型。</translation>
    </message>
    <message>
        <source>user guide: for parquet, CSV records will do, too.</source>
        <translation>用户指南：对parquet，CSV记录也可以。</translation>
    </message>
    <message>
        <source>%1 is none of comma, semicolon, vertical bar, newline.</source>
        <translation>%1不是逗号、分号、竖线或换行符。</translation>
    </message>
    <message>
        <source>The constraint in the page of 2025 is that of another field.</source>
        <translation>2025年的页面中写的是另一个字段的取值限制。</translation>
    </message>
    <message>
        <source>The delimiter is an empty text. What that means is not defined: records may follow each other without anything between.</source>
        <translation>记录分隔符为空文本。其含义没有规定：记录之间可能没有任何分隔。</translation>
    </message>
    <message>
        <source>The same published example has an empty text in one edition and a newline in another.</source>
        <translation>同一个公开示例，在一个版本中为空文本，在另一个版本中为换行符。</translation>
    </message>
    <message>
        <source>The delimiter is %1, a backslash and the letter n, and not a newline.</source>
        <translation>记录分隔符为%1，即反斜杠加字母n，而不是换行符。</translation>
    </message>
    <message>
        <source>Open Telekom Cloud&apos;s Terraform provider writes newline so, and takes nothing else.</source>
        <translation>Open Telekom Cloud的Terraform provider就是这样写换行符的，也不接受其他写法。</translation>
    </message>
    <message>
        <source>%1: there is nothing between two records.</source>
        <translation>%1：两条记录之间没有任何分隔。</translation>
    </message>
    <message>
        <source>Only the console offers NULL; the API pages do not.</source>
        <translation>只有控制台提供NULL；API文档中没有。</translation>
    </message>
    <message>
        <source>No delimiter is set, and it is not certain which one is then in force.</source>
        <translation>未设置记录分隔符，此时采用哪一个并不确定。</translation>
    </message>
    <message>
        <source>The pages name two defaults in one row, comma and newline; Java SDK for DIS: newline.</source>
        <translation>文档在同一行中给出逗号和换行符两个默认值；DIS Java SDK：换行符。</translation>
    </message>
    <message>
        <source>The processing schema does not name the field that the time is in.</source>
        <translation>时间戳处理配置没有给出时间所在的字段。</translation>
    </message>
    <message>
        <source>The processing schema does not give the type of the time: String or Timestamp.</source>
        <translation>时间戳处理配置没有给出时间的类型：String或Timestamp。</translation>
    </message>
    <message>
        <source>%1 is neither String nor Timestamp.</source>
        <translation>%1既不是String，也不是Timestamp。</translation>
    </message>
    <message>
        <source>The time is a String; then a timestamp format is needed, and there is none.</source>
        <translation>时间为String类型，必须有时间戳格式，但没有给出。</translation>
    </message>
    <message>
        <source>%1 is none of the six documented timestamp formats.</source>
        <translation>%1不是文档列出的六种时间戳格式之一。</translation>
    </message>
    <message>
        <source>user guide: its CSV example has times with - and the format with /.</source>
        <translation>用户指南：其CSV示例中时间使用“-”，格式却使用“/”。</translation>
    </message>
    <message>
        <source>%1 is none of comma, semicolon, vertical bar.</source>
        <translation>%1不是逗号、分号或竖线。</translation>
    </message>
    <message>
        <source>Exactly one of cloudtable_schema and opentsdb_schema is needed; none came, or both.</source>
        <translation>cloudtable_schema和opentsdb_schema必须有且只有一个；收到的是一个都没有，或两个都有。</translation>
    </message>
    <message>
        <source>%1 is none of , . | ; - _ ~</source>
        <translation>%1不是“,”“.”“|”“;”“-”“_”“~”之一</translation>
    </message>
    <message>
        <source>No row key delimiter is set: a full stop is the documented default.</source>
        <translation>未设置行键分隔符：文档默认值为英文句点。</translation>
    </message>
    <message>
        <source>Dumping to CloudTable was withdrawn from Huawei Cloud in 2021.</source>
        <translation>华为云已于2021年下线转储至CloudTable的功能。</translation>
    </message>
    <message>
        <source>Open Telekom Cloud documents it still.</source>
        <translation>Open Telekom Cloud的文档中仍有。</translation>
    </message>
</context>
<context>
    <name>StreamFact</name>
    <message>
        <source>status %1</source>
        <translation>状态：%1</translation>
    </message>
    <message>
        <source>type %1</source>
        <translation>类型：%1</translation>
    </message>
    <message>
        <source>data type %1</source>
        <translation>数据类型：%1</translation>
    </message>
    <message>
        <source>records are kept for %1 h</source>
        <translation>记录保留%1小时</translation>
    </message>
    <message>
        <source>compression %1</source>
        <translation>压缩：%1</translation>
    </message>
    <message>
        <source>partitions that can be read: %1</source>
        <translation>可读分区：%1</translation>
    </message>
    <message>
        <source>partitions that can be written: %1</source>
        <translation>可写分区：%1</translation>
    </message>
    <message>
        <source>scales by itself: %1</source>
        <translation>自动扩缩容：%1</translation>
    </message>
    <message>
        <source>created %1</source>
        <translation>创建于%1</translation>
    </message>
    <message>
        <source>last modified %1</source>
        <translation>最近修改：%1</translation>
    </message>
    <message>
        <source>stream ID %1</source>
        <translation>通道ID：%1</translation>
    </message>
    <message>
        <source>partition status in the stream %1</source>
        <translation>通道中的分区状态：%1</translation>
    </message>
    <message>
        <source>hash range %1</source>
        <translation>哈希范围：%1</translation>
    </message>
    <message>
        <source>sequence numbers %1: the oldest that is kept, and the next</source>
        <translation>序列号：%1（最早保留的，以及下一条）</translation>
    </message>
    <message>
        <source>parents %1</source>
        <translation>父分区：%1</translation>
    </message>
</context>
<context>
    <name>Survey</name>
    <message>
        <source>%1 lost</source>
        <translation>丢失%1条</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1条待转储</translation>
    </message>
</context>
<context>
    <name>Time</name>
    <message>
        <source>%1 s</source>
        <translation>%1秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1分%2秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1小时%2分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1天%2小时</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>Flowing</source>
        <translation>转储中</translation>
    </message>
    <message>
        <source>Records are being dumped.</source>
        <translation>记录正在转储。</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>Nothing waits to be dumped, and nothing comes in.</source>
        <translation>没有待转储的记录，也没有新数据写入。</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>The dump task is starting, or has not dumped anything yet.</source>
        <translation>转储任务正在启动，或尚未转储任何记录。</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Somebody has paused the dump task.</source>
        <translation>有人停止了转储任务。</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>There is too little to go by.</source>
        <translation>可供判定的信息太少。</translation>
    </message>
    <message>
        <source>Behind</source>
        <translation>落后</translation>
    </message>
    <message>
        <source>Records come in faster than they are dumped.</source>
        <translation>记录的写入速度高于转储速度。</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>已重置</translation>
    </message>
    <message>
        <source>The offset went down, or the partition was gone for a while.</source>
        <translation>偏移量变小，或分区曾消失一段时间。</translation>
    </message>
    <message>
        <source>Stalled</source>
        <translation>停滞</translation>
    </message>
    <message>
        <source>Records wait, and none has been dumped for too long.</source>
        <translation>有待转储的记录，但已过久没有转储。</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>出错</translation>
    </message>
    <message>
        <source>The service says ABNORMAL or ERROR. It never says why.</source>
        <translation>服务返回ABNORMAL（异常）或ERROR（错误），从不说明原因。</translation>
    </message>
    <message>
        <source>Losing</source>
        <translation>数据丢失</translation>
    </message>
    <message>
        <source>Records are lost: they expired before they were dumped, or are discarded.</source>
        <translation>有记录丢失：在转储之前已过期，或被丢弃。</translation>
    </message>
</context>
<context>
    <name>VerdictRule</name>
    <message>
        <source>Records expired before they were dumped.</source>
        <translation>记录在转储之前已过期。</translation>
    </message>
    <message>
        <source>Records were discarded while we looked.</source>
        <translation>查看期间有记录被丢弃。</translation>
    </message>
    <message>
        <source>The state is ABNORMAL or ERROR.</source>
        <translation>状态为ABNORMAL（异常）或ERROR（错误）。</translation>
    </message>
    <message>
        <source>The state is PAUSED.</source>
        <translation>状态为PAUSED（已停止）。</translation>
    </message>
    <message>
        <source>The state is STARTING.</source>
        <translation>状态为STARTING（启动中）。</translation>
    </message>
    <message>
        <source>Nothing has been dumped yet, and the dump task is younger than 3 intervals.</source>
        <translation>尚未转储任何记录，转储任务创建后还不到3个数据转储周期。</translation>
    </message>
    <message>
        <source>The offset went down within the last 5 polls.</source>
        <translation>最近5次轮询内偏移量变小。</translation>
    </message>
    <message>
        <source>The partition was not reported for a while, and came back within the last 5 polls.</source>
        <translation>分区曾有一段时间未报告，并在最近5次轮询内重新出现。</translation>
    </message>
    <message>
        <source>Records wait, and the offset has stood still for more than 3 intervals and 180 s.</source>
        <translation>有待转储的记录，而偏移量停留已超过3个数据转储周期和180秒。</translation>
    </message>
    <message>
        <source>The offset moves, but the head moves faster: the lag grows.</source>
        <translation>偏移量在增长，但最新位置增长更快：积压在增加。</translation>
    </message>
    <message>
        <source>The partition is closed, and nothing of it waits.</source>
        <translation>分区已关闭，且没有待转储的记录。</translation>
    </message>
    <message>
        <source>Nothing waits, and the head does not move.</source>
        <translation>没有待转储的记录，最新位置也不变。</translation>
    </message>
    <message>
        <source>The offset moved within the last 2 intervals.</source>
        <translation>最近2个数据转储周期内偏移量有增长。</translation>
    </message>
    <message>
        <source>The last dump was within the last 2 intervals, by its own time.</source>
        <translation>按其自身的时间，最近转储在最近2个数据转储周期内。</translation>
    </message>
    <message>
        <source>Nothing waits.</source>
        <translation>没有待转储的记录。</translation>
    </message>
    <message>
        <source>Records wait, and it is too early to call that stalled.</source>
        <translation>有待转储的记录，但尚不足以判定为停滞。</translation>
    </message>
    <message>
        <source>Cannot tell idle from stalled: the stream has not been read yet.</source>
        <translation>无法区分空闲与停滞：尚未读取通道。</translation>
    </message>
    <message>
        <source>Cannot tell idle from stalled: no permission to read the stream.</source>
        <translation>无法区分空闲与停滞：无权限读取通道。</translation>
    </message>
    <message>
        <source>Cannot tell idle from stalled: the stream could not be read.</source>
        <translation>无法区分空闲与停滞：通道读取失败。</translation>
    </message>
    <message>
        <source>Cannot tell idle from stalled: an earlier row has the same partition ID.</source>
        <translation>无法区分空闲与停滞：前面的行有相同的分区ID。</translation>
    </message>
    <message>
        <source>Cannot tell idle from stalled: the stream does not list this partition.</source>
        <translation>无法区分空闲与停滞：通道中没有列出此分区。</translation>
    </message>
    <message>
        <source>Cannot tell idle from stalled: the stream does not say what the head is.</source>
        <translation>无法区分空闲与停滞：通道没有给出最新位置。</translation>
    </message>
    <message>
        <source>Cannot tell idle from stalled: the offset is not known.</source>
        <translation>无法区分空闲与停滞：偏移量未知。</translation>
    </message>
    <message>
        <source>There is too little to go by.</source>
        <translation>可供判定的信息太少。</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>No connection to %1 in time. Check the network or the proxy.</source>
        <translation>连接%1超时。请检查网络或代理。</translation>
    </message>
    <message>
        <source>%1 accepted the connection but sent nothing in time.</source>
        <translation>%1已接受连接，但在时限内没有返回任何数据。</translation>
    </message>
    <message>
        <source>No complete answer from %1 in time.</source>
        <translation>未能在时限内收到%1的完整响应。</translation>
    </message>
    <message>
        <source>Cannot reach %1: the name is not known. Check the endpoint and the network.</source>
        <translation>无法访问%1：域名无法解析。请检查终端节点和网络。</translation>
    </message>
    <message>
        <source>Cannot reach %1: the connection was refused.</source>
        <translation>无法访问%1：连接被拒绝。</translation>
    </message>
    <message>
        <source>%1 closed the connection without an answer.</source>
        <translation>%1未返回响应就关闭了连接。</translation>
    </message>
    <message>
        <source>%1 does not speak HTTP: this is not a DIS endpoint.</source>
        <translation>%1不支持HTTP，不是DIS的终端节点。</translation>
    </message>
    <message>
        <source>Cannot reach %1 through the proxy.</source>
        <translation>无法通过代理访问%1。</translation>
    </message>
    <message>
        <source>Cannot reach %1. Check the network or the proxy.</source>
        <translation>无法访问%1。请检查网络或代理。</translation>
    </message>
    <message>
        <source>The answer came compressed (%1) although plain text was asked for: a proxy may be in between.</source>
        <translation>请求的是未压缩的内容，响应却是压缩的（%1）：中间可能有代理。</translation>
    </message>
    <message>
        <source>The answer is empty.</source>
        <translation>响应为空。</translation>
    </message>
    <message>
        <source>The answer is JSON, but not an object.</source>
        <translation>响应是JSON，但不是对象。</translation>
    </message>
    <message>
        <source>The answer is cut off at byte %1.</source>
        <translation>响应在第%1字节处中断。</translation>
    </message>
    <message>
        <source>The answer is cut off.</source>
        <translation>响应不完整。</translation>
    </message>
    <message>
        <source>The answer is nested too deeply to be read.</source>
        <translation>响应嵌套过深，无法读取。</translation>
    </message>
    <message>
        <source>The answer is JSON, but does not describe a dump task.</source>
        <translation>响应是JSON，但内容不是转储任务。</translation>
    </message>
    <message>
        <source>The answer is not JSON (%1): a proxy or a login page may be in between.</source>
        <translation>响应不是JSON（%1）：中间可能有代理或登录页面。</translation>
    </message>
    <message>
        <source>The answer is not JSON at byte %1.</source>
        <translation>响应在第%1字节处不符合JSON语法。</translation>
    </message>
    <message>
        <source>The answer is not JSON.</source>
        <translation>响应不是JSON。</translation>
    </message>
    <message>
        <source>The stream &quot;%1&quot; does not exist.</source>
        <translation>通道“%1”不存在。</translation>
    </message>
    <message>
        <source>The dump task &quot;%1&quot; does not exist.</source>
        <translation>转储任务“%1”不存在。</translation>
    </message>
    <message>
        <source>Not found. Check the names of the stream and of the dump task &quot;%1&quot;.</source>
        <translation>未找到。请检查通道名称和转储任务“%1”的名称。</translation>
    </message>
    <message>
        <source>The project ID is not valid here. Each region has its own project ID.</source>
        <translation>项目ID在此区域无效。每个区域的项目ID各不相同。</translation>
    </message>
    <message>
        <source>The stream is not running.</source>
        <translation>通道未处于运行状态。</translation>
    </message>
    <message>
        <source>The bucket does not exist.</source>
        <translation>桶不存在。</translation>
    </message>
    <message>
        <source>OBS refused access to the bucket.</source>
        <translation>OBS拒绝访问该桶。</translation>
    </message>
    <message>
        <source>The agency is invalid or lacks permissions.</source>
        <translation>委托无效或权限不足。</translation>
    </message>
    <message>
        <source>The service answered with the unexpected status %1.</source>
        <translation>服务返回了意外的状态码%1。</translation>
    </message>
    <message>
        <source>The service rejected the request (HTTP %1).</source>
        <translation>服务拒绝了请求（HTTP %1）。</translation>
    </message>
    <message>
        <source>Could not write %1. What was there is unchanged.</source>
        <translation>无法写入%1。原有内容未改动。</translation>
    </message>
    <message>
        <source>Could not write %1: the disk is full. What was there is unchanged.</source>
        <translation>无法写入%1：磁盘已满。原有内容未改动。</translation>
    </message>
    <message>
        <source>%1 is not a regular file.</source>
        <translation>%1不是普通文件。</translation>
    </message>
    <message>
        <source>%1 holds no certificate that can be read (PEM).</source>
        <translation>%1中没有可读取的证书（PEM）。</translation>
    </message>
    <message>
        <source>Could not read %1.</source>
        <translation>无法读取%1。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no endpoint. Give a host such as dis.cn-north-4.myhuaweicloud.com, without path or user.</source>
        <translation>“%1”不是终端节点。请输入主机名，例如dis.cn-north-4.myhuaweicloud.com，不带路径和用户名。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be used as a name.</source>
        <translation>“%1”不能用作名称。</translation>
    </message>
    <message>
        <source>No window can be shown: %1.</source>
        <translation>无法显示窗口：%1。</translation>
    </message>
    <message>
        <source>The request was cancelled.</source>
        <translation>请求已取消。</translation>
    </message>
    <message>
        <source>The token was not accepted: it is wrong, has expired (after 24 h), or belongs to another region.</source>
        <translation>Token未被接受：Token有误、已过期（有效期24小时）或属于其他区域。</translation>
    </message>
    <message>
        <source>Your account may not read this, or the account is in arrears.</source>
        <translation>您的账号无权读取此内容，或账号已欠费。</translation>
    </message>
    <message>
        <source>Not found. Check the project and the names.</source>
        <translation>未找到。请检查项目和名称。</translation>
    </message>
    <message>
        <source>Your account may not read this dump task, or the account is in arrears.</source>
        <translation>您的账号无权读取此转储任务，或账号已欠费。</translation>
    </message>
    <message>
        <source>The service asks to slow down.</source>
        <translation>服务要求降低请求频率。</translation>
    </message>
    <message>
        <source>The service has blocked this address after too many failed requests. Nothing more is asked until you say so; wait half an hour.</source>
        <translation>失败的请求过多，服务已封禁此地址。请等待半小时；在您操作之前不会再发出请求。</translation>
    </message>
    <message>
        <source>The server redirects to %1. That was not followed.</source>
        <translation>服务器重定向到%1，未跟随。</translation>
    </message>
    <message>
        <source>The service had an internal error (HTTP %1).</source>
        <translation>服务内部错误（HTTP %1）。</translation>
    </message>
    <message>
        <source>The answer is larger than the limit of %1 bytes; reading stopped.</source>
        <translation>响应超过%1字节的上限，已停止读取。</translation>
    </message>
    <message>
        <source>The answer is about &quot;%1&quot;, which is not what was asked for.</source>
        <translation>响应的内容是“%1”，与请求的不一致。</translation>
    </message>
    <message>
        <source>HTTP status</source>
        <translation>HTTP状态码</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>错误码</translation>
    </message>
    <message>
        <source>Request ID</source>
        <translation>请求ID</translation>
    </message>
    <message>
        <source>Asked to wait</source>
        <translation>要求等待</translation>
    </message>
    <message>
        <source>At byte</source>
        <translation>字节位置</translation>
    </message>
    <message>
        <source>In the service&apos;s or the system&apos;s words</source>
        <translation>服务或系统的原文</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>No keyring is running.</source>
        <translation>没有运行中的密钥环。</translation>
    </message>
    <message>
        <source>The keyring is locked.</source>
        <translation>密钥环已锁定。</translation>
    </message>
    <message>
        <source>The keyring was not unlocked.</source>
        <translation>密钥环未解锁。</translation>
    </message>
    <message>
        <source>The keyring does not answer.</source>
        <translation>密钥环没有响应。</translation>
    </message>
    <message>
        <source>The keyring&apos;s entry for this connection cannot be used. Enter the secrets again.</source>
        <translation>密钥环中此连接的条目无法使用。请重新输入机密信息。</translation>
    </message>
    <message>
        <source>The keyring reported an error.</source>
        <translation>密钥环报告了错误。</translation>
    </message>
    <message>
        <source>The file of connections could not be read. It was kept as %1.</source>
        <translation>无法读取连接文件，已将其保留为%1。</translation>
    </message>
    <message>
        <source>%1 was written by a newer Spillway. It is not changed: what you change here is kept until you quit.</source>
        <translation>%1由更新版本的Spillway写入，不会被更改：在此所做的更改仅保留到退出为止。</translation>
    </message>
    <message>
        <source>%1 has no room for more connections.</source>
        <translation>%1中没有空间保存更多连接。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; in the answer is not as documented.</source>
        <translation>响应中的“%1”与文档不符。</translation>
    </message>
    <message>
        <source>IAM did not accept the user&apos;s name, the account or the password.</source>
        <translation>IAM未接受用户名、账号或密码。</translation>
    </message>
    <message>
        <source>The signature was not accepted: %1, and requests are refused beyond 15 min.</source>
        <translation>签名未被接受：%1，相差超过15分钟的请求会被拒绝。</translation>
    </message>
    <message>
        <source>The signature was not accepted. The secret key may be wrong, or the clock is to blame: %1.</source>
        <translation>签名未被接受。可能是私有访问密钥有误，也可能是时钟的原因：%1。</translation>
    </message>
    <message>
        <source>The signature was not accepted: the access key or the secret key is wrong, or belongs to another region.</source>
        <translation>签名未被接受：访问密钥或私有访问密钥有误，或属于其他区域。</translation>
    </message>
    <message>
        <source>There is no project &quot;%1&quot; that this credential may use. Give the project ID.</source>
        <translation>没有此凭证可以使用的项目“%1”。请提供项目ID。</translation>
    </message>
    <message>
        <source>There are several projects &quot;%1&quot;. Give the project ID.</source>
        <translation>有多个名为“%1”的项目。请提供项目ID。</translation>
    </message>
    <message>
        <source>No access key, token or password found. Set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or give --token-file.</source>
        <translation>未找到访问密钥、Token或密码。请设置HUAWEICLOUD_SDK_AK和HUAWEICLOUD_SDK_SK，或使用--token-file。</translation>
    </message>
    <message>
        <source>The connection &quot;%1&quot; has no key, token or password. Enter it once more.</source>
        <translation>连接“%1”没有密钥、Token或密码。请重新输入。</translation>
    </message>
    <message>
        <source>It is not known where the service is. Give a region or an endpoint.</source>
        <translation>不知道服务的位置。请提供区域或终端节点。</translation>
    </message>
    <message>
        <source>IAM has to be asked, and its address is not known. Give a region or IAM&apos;s endpoint, or the project ID where a key or token is used.</source>
        <translation>需要查询IAM，但不知道其地址。请提供区域或IAM终端节点；使用密钥或Token时也可以提供项目ID。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no proxy. A proxy has a host and a port.</source>
        <translation>“%1”不是代理。代理由主机和端口组成。</translation>
    </message>
    <message>
        <source>What %1 holds cannot be used to sign in: there are blanks, line ends or other characters in it that no token or key has.</source>
        <translation>%1中的内容不能用于登录：其中含有Token或密钥不会有的空格、换行符或其他字符。</translation>
    </message>
    <message>
        <source>Only this computer may be asked over http: what is sent to %1 could be read on its way. Use https.</source>
        <translation>只有本机可以通过http访问：发送到%1的内容可能在途中被读取。请使用https。</translation>
    </message>
    <message>
        <source>A name is missing: stream, dump task, and the project ID or a region are all needed.</source>
        <translation>缺少名称：需要通道、转储任务，以及项目ID或区域。</translation>
    </message>
    <message>
        <source>this computer&apos;s clock is %1 ahead of the server&apos;s</source>
        <translation>本机时钟比服务器快%1</translation>
    </message>
    <message>
        <source>this computer&apos;s clock is %1 behind the server&apos;s</source>
        <translation>本机时钟比服务器慢%1</translation>
    </message>
    <message>
        <source>token from %1</source>
        <translation>来自%1的Token</translation>
    </message>
    <message>
        <source>access key %1… from %2</source>
        <translation>访问密钥%1…，来自%2</translation>
    </message>
    <message>
        <source>temporary access key %1… from %2</source>
        <translation>临时访问密钥%1…，来自%2</translation>
    </message>
    <message>
        <source>IAM user %1 from %2</source>
        <translation>来自%2的IAM用户%1</translation>
    </message>
    <message>
        <source>%1 offers only obsolete versions of TLS. Nothing was sent.</source>
        <translation>%1只提供过时的TLS版本。未发送任何内容。</translation>
    </message>
    <message>
        <source>The identity of %1 is not proven: its certificate was refused. Nothing was sent.</source>
        <translation>无法证实%1的身份：其证书被拒绝。未发送任何内容。</translation>
    </message>
    <message>
        <source>Too many failed sign-ins: this access key is locked for a while. Nothing more is asked until you say so.</source>
        <translation>登录失败次数过多：此访问密钥已被暂时锁定。在您操作之前不会再发出请求。</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>There is no connection named &quot;%1&quot;.</source>
        <translation>没有名为“%1”的连接。</translation>
    </message>
    <message>
        <source>Not found. Check the name of the stream &quot;%1&quot;.</source>
        <translation>未找到。请检查通道“%1”的名称。</translation>
    </message>
    <message>
        <source>Your account may not read this stream, or the account is in arrears.</source>
        <translation>您的账号无权读取此通道，或账号已欠费。</translation>
    </message>
    <message>
        <source>The proxy %1 did not accept the user&apos;s name or the password.</source>
        <translation>代理%1不接受该用户名或密码。</translation>
    </message>
    <message>
        <source>This computer cannot speak TLS, which %1 needs: Qt&apos;s plugin for it, or OpenSSL, is missing. Nothing was sent.</source>
        <translation>本机无法使用%1所需的TLS：缺少Qt的TLS插件或OpenSSL。未发送任何内容。</translation>
    </message>
    <message>
        <source>No secure connection to %1: it does not speak TLS, or refuses to. Nothing was sent.</source>
        <translation>无法与%1建立安全连接：对方不支持TLS或拒绝使用。未发送任何内容。</translation>
    </message>
    <message>
        <source>There is not enough memory for this.</source>
        <translation>内存不足，无法完成此操作。</translation>
    </message>
</context>
<context>
    <name>spillway::AnswerDock</name>
    <message>
        <source>Answer</source>
        <translation>响应</translation>
    </message>
    <message>
        <source>Every field of the answer, known or not, by the name the service uses.</source>
        <translation>响应中的每个字段，无论是否已知，均按服务使用的名称列出。</translation>
    </message>
    <message>
        <source>Columns of the answer</source>
        <translation>响应的列</translation>
    </message>
    <message>
        <source>Views of the answer</source>
        <translation>响应的视图</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Exact bytes</source>
        <translation>原始字节</translation>
    </message>
</context>
<context>
    <name>spillway::AnswerTree</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>spillway::Banner</name>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Try Once</source>
        <translation>尝试一次</translation>
    </message>
    <message>
        <source>Open Task…</source>
        <translation>打开任务…</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Details of the message</source>
        <translation>消息详情</translation>
    </message>
    <message>
        <source>%1 Showing data from %2.</source>
        <translation>%1当前显示的是%2的数据。</translation>
    </message>
    <message>
        <source>When: %1</source>
        <translation>时间：%1</translation>
    </message>
    <message>
        <source>Paused, %1. Showing %2.</source>
        <translation>已暂停，%1。当前显示的是%2的数据。</translation>
    </message>
    <message>
        <source>Paused: what is shown stands still.</source>
        <translation>已暂停：显示的内容不再更新。</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>已暂停。</translation>
    </message>
    <message>
        <source>Paused, %1.</source>
        <translation>已暂停，%1。</translation>
    </message>
    <message>
        <source>Open Folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Copy Path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Copy Details</source>
        <translation>复制详情</translation>
    </message>
</context>
<context>
    <name>spillway::BytesView</name>
    <message>
        <source>Save Exact Bytes…</source>
        <translation>保存原始字节…</translation>
    </message>
    <message>
        <source>Save exact bytes</source>
        <translation>保存原始字节</translation>
    </message>
    <message>
        <source>Exact bytes of the answer</source>
        <translation>响应的原始字节</translation>
    </message>
    <message>
        <source>Nothing received yet.</source>
        <translation>尚未收到数据。</translation>
    </message>
    <message numerus="yes">
        <source>%1 byte(s).</source>
        <translation>
            <numerusform>共%1字节。</numerusform>
        </translation>
    </message>
    <message>
        <source>The first %1 are shown; saving writes all.</source>
        <translation>仅显示前%1字节，保存时写入全部。</translation>
    </message>
    <message numerus="yes">
        <source>%1 password(s) were masked before anything was kept.</source>
        <translation>
            <numerusform>留存之前已遮盖%1处密码。</numerusform>
        </translation>
    </message>
    <message>
        <source>Save Exact Bytes</source>
        <translation>保存原始字节</translation>
    </message>
</context>
<context>
    <name>spillway::ColumnLayout</name>
    <message>
        <source>&amp;Only for This Task</source>
        <translation>仅用于此任务(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Reset Columns</source>
        <translation>重置列(&amp;R)</translation>
    </message>
</context>
<context>
    <name>spillway::ConnectionForm</name>
    <message>
        <source>Enter a name for the connection.</source>
        <translation>请输入连接名称。</translation>
    </message>
    <message>
        <source>Enter a region or an endpoint.</source>
        <translation>请输入区域或终端节点。</translation>
    </message>
    <message>
        <source>Enter the proxy&apos;s host.</source>
        <translation>请输入代理主机。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has blanks or other characters in it that it cannot have.</source>
        <translation>“%1”含有空格或其他不允许的字符。</translation>
    </message>
    <message>
        <source>Enter both halves of the access key: AK and SK.</source>
        <translation>请输入完整的访问密钥：AK和SK。</translation>
    </message>
    <message>
        <source>Choose the file that holds the token.</source>
        <translation>请选择存放Token的文件。</translation>
    </message>
    <message>
        <source>Enter the IAM user and the account name.</source>
        <translation>请输入IAM用户和账号名。</translation>
    </message>
    <message>
        <source>N&amp;ame</source>
        <translation>名称(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Region</source>
        <translation>区域(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Endpoint</source>
        <translation>终端节点(&amp;E)</translation>
    </message>
    <message>
        <source>The region&apos;s own</source>
        <translation>使用该区域的默认值</translation>
    </message>
    <message>
        <source>Project &amp;ID</source>
        <translation>项目ID(&amp;I)</translation>
    </message>
    <message>
        <source>Looked up by the project&apos;s name</source>
        <translation>按项目名称查询</translation>
    </message>
    <message>
        <source>&amp;Project name</source>
        <translation>项目名称(&amp;P)</translation>
    </message>
    <message>
        <source>The region&apos;s own project</source>
        <translation>该区域的默认项目</translation>
    </message>
    <message>
        <source>Si&amp;gn in with</source>
        <translation>登录方式(&amp;G)</translation>
    </message>
    <message>
        <source>What is found on this computer</source>
        <translation>本机上找到的凭证</translation>
    </message>
    <message>
        <source>Access key (AK/SK)</source>
        <translation>访问密钥（AK/SK）</translation>
    </message>
    <message>
        <source>Token in a file</source>
        <translation>文件中的Token</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>IAM user and password</source>
        <translation>IAM用户和密码</translation>
    </message>
    <message>
        <source>Access &amp;key ID (AK)</source>
        <translation>访问密钥ID（AK）(&amp;K)</translation>
    </message>
    <message>
        <source>Secret access ke&amp;y (SK)</source>
        <translation>秘密访问密钥（SK）(&amp;Y)</translation>
    </message>
    <message>
        <source>Security token</source>
        <translation>安全令牌（SecurityToken）</translation>
    </message>
    <message>
        <source>Only for a temporary access key</source>
        <translation>仅用于临时访问密钥</translation>
    </message>
    <message>
        <source>T&amp;oken</source>
        <translation>Token(&amp;O)</translation>
    </message>
    <message>
        <source>Token fi&amp;le</source>
        <translation>Token文件(&amp;L)</translation>
    </message>
    <message>
        <source>Read whenever the connection is opened</source>
        <translation>每次打开连接时读取</translation>
    </message>
    <message>
        <source>IAM &amp;user</source>
        <translation>IAM用户(&amp;U)</translation>
    </message>
    <message>
        <source>Account name</source>
        <translation>账号名</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>密码(&amp;W)</translation>
    </message>
    <message>
        <source>IA&amp;M endpoint</source>
        <translation>IAM终端节点(&amp;M)</translation>
    </message>
    <message>
        <source>CA &amp;file</source>
        <translation>CA文件(&amp;F)</translation>
    </message>
    <message>
        <source>Optional: to trust in addition</source>
        <translation>可选：额外信任的证书</translation>
    </message>
    <message>
        <source>Pro&amp;xy</source>
        <translation>代理(&amp;X)</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>Proxy host</source>
        <translation>代理主机</translation>
    </message>
    <message>
        <source>Proxy port</source>
        <translation>代理端口</translation>
    </message>
    <message>
        <source>Proxy user</source>
        <translation>代理用户</translation>
    </message>
    <message>
        <source>If the proxy wants one</source>
        <translation>代理需要时填写</translation>
    </message>
    <message>
        <source>Proxy password</source>
        <translation>代理密码</translation>
    </message>
    <message>
        <source>Refresh e&amp;very</source>
        <translation>刷新间隔(&amp;V)</translation>
    </message>
    <message>
        <source>As in the preferences</source>
        <translation>与首选项一致</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>It is never shown, and stored nowhere but in the keyring.</source>
        <translation>不会显示，也只存储在密钥环中。</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Agency of this cloud server (ECS)</source>
        <translation>此云服务器（ECS）的委托</translation>
    </message>
    <message>
        <source>Filled in</source>
        <translation>已填入</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1。%2</translation>
    </message>
</context>
<context>
    <name>spillway::ConnectionsDialog</name>
    <message>
        <source>%1 (copy)</source>
        <translation>%1（副本）</translation>
    </message>
    <message>
        <source>Delete the Connection?</source>
        <translation>要删除此连接吗？</translation>
    </message>
    <message>
        <source>The connection &quot;%1&quot; and its secrets will be deleted.</source>
        <translation>将删除连接“%1”及其机密信息。</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>The secrets of the deleted connection may still be in it.</source>
        <translation>已删除连接的机密信息可能仍在其中。</translation>
    </message>
    <message>
        <source>There is another connection with this name.</source>
        <translation>已有同名的连接。</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>正在测试…</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>测试(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>新建(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message numerus="yes">
        <source>%1 connection(s) in the file are of a kind that this version does not know.</source>
        <translation>
            <numerusform>文件中有%1个连接的类型是此版本不认识的。</numerusform>
        </translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>新连接</translation>
    </message>
    <message>
        <source>Save the Changes?</source>
        <translation>要保存更改吗？</translation>
    </message>
    <message>
        <source>The connection &quot;%1&quot; has changes that are not saved.</source>
        <translation>连接“%1”有尚未保存的更改。</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>放弃(&amp;D)</translation>
    </message>
    <message>
        <source>What you enter is kept until you quit.</source>
        <translation>输入的内容将保留到退出为止。</translation>
    </message>
    <message>
        <source>The secrets are kept until you quit.</source>
        <translation>机密信息将保留到退出为止。</translation>
    </message>
    <message>
        <source>The secrets are saved in the keyring.</source>
        <translation>机密信息已保存在密钥环中。</translation>
    </message>
    <message>
        <source>The change holds until you quit.</source>
        <translation>更改仅在退出之前有效。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>spillway::DemoControls</name>
    <message>
        <source>Demo task</source>
        <translation>演示任务</translation>
    </message>
    <message>
        <source>Which of the simulated dump tasks is shown.</source>
        <translation>显示哪个模拟的转储任务。</translation>
    </message>
    <message>
        <source>%1 From the next question on; F5 asks it.</source>
        <translation>%1从下一次请求起生效；按F5立即请求。</translation>
    </message>
    <message>
        <source>Nothing here is real: the answers come from a simulated service inside Spillway.</source>
        <translation>此处的数据均为模拟数据：响应来自Spillway内置的模拟服务。</translation>
    </message>
    <message>
        <source>DEMO – %1</source>
        <translation>演示：%1</translation>
    </message>
    <message>
        <source>A fault is on: %1</source>
        <translation>当前故障：%1</translation>
    </message>
    <message>
        <source>DEMO</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Practise &amp;Signing In…</source>
        <translation>练习登录(&amp;S)…</translation>
    </message>
</context>
<context>
    <name>spillway::DemoService</name>
    <message>
        <source>the demo service</source>
        <translation>演示服务</translation>
    </message>
</context>
<context>
    <name>spillway::DestinationForm</name>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时机</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>转储目标</translation>
    </message>
    <message>
        <source>Where, when, what and as whom the dump task delivers, as it came with the answer.</source>
        <translation>转储任务向哪里、何时、转储什么以及以什么身份转储，均按响应中的内容显示。</translation>
    </message>
    <message>
        <source>As it came</source>
        <translation>按收到的内容</translation>
    </message>
    <message>
        <source>The first %1 of %2 fields. All of them are in the Answer.</source>
        <translation>共%2个字段，仅显示前%1个。全部字段见“响应”。</translation>
    </message>
    <message>
        <source>Nothing received yet.</source>
        <translation>尚未收到数据。</translation>
    </message>
    <message>
        <source>The answer has no OBS settings, but something else in their place.</source>
        <translation>响应中没有OBS配置，该处是其他内容。</translation>
    </message>
    <message>
        <source>The answer has no OBS settings.</source>
        <translation>响应中没有OBS配置。</translation>
    </message>
    <message>
        <source>Not an OBS task: %1. Its settings as they came:</source>
        <translation>不是转储至OBS的任务：%1。其配置按收到的内容显示：</translation>
    </message>
</context>
<context>
    <name>spillway::DetailsDock</name>
    <message>
        <source>Stream %1</source>
        <translation>通道%1</translation>
    </message>
    <message>
        <source>read %1</source>
        <translation>读取于%1</translation>
    </message>
    <message>
        <source>Dump task %1</source>
        <translation>转储任务%1</translation>
    </message>
    <message>
        <source>Verdict: %1</source>
        <translation>判定：%1</translation>
    </message>
    <message>
        <source>answer received %1</source>
        <translation>响应收到于%1</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Why the verdict is what it is</source>
        <translation>判定依据</translation>
    </message>
    <message>
        <source>Copy &amp;All</source>
        <translation>全部复制(&amp;A)</translation>
    </message>
    <message>
        <source>Choose a partition to see why its verdict is what it is.</source>
        <translation>请选择一个分区，查看其判定依据。</translation>
    </message>
    <message>
        <source>Partition %1</source>
        <translation>分区%1</translation>
    </message>
    <message>
        <source>Nothing is known yet.</source>
        <translation>目前还没有任何信息。</translation>
    </message>
</context>
<context>
    <name>spillway::DialectForm</name>
    <message>
        <source>&amp;Separator</source>
        <translation>分隔符(&amp;S)</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>Vertical bar</source>
        <translation>竖线</translation>
    </message>
    <message>
        <source>&amp;Quotes</source>
        <translation>引号(&amp;Q)</translation>
    </message>
    <message>
        <source>Where needed</source>
        <translation>必要时</translation>
    </message>
    <message>
        <source>Around all text</source>
        <translation>所有文本</translation>
    </message>
    <message>
        <source>Around every value</source>
        <translation>所有值</translation>
    </message>
    <message>
        <source>&amp;Line ends</source>
        <translation>换行符(&amp;L)</translation>
    </message>
    <message>
        <source>Byte order &amp;mark</source>
        <translation>字节顺序标记（BOM）(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Times</source>
        <translation>时间(&amp;T)</translation>
    </message>
    <message>
        <source>ISO 8601, UTC</source>
        <translation>ISO 8601，UTC</translation>
    </message>
    <message>
        <source>ISO 8601 with time zone</source>
        <translation>ISO 8601，带时区</translation>
    </message>
    <message>
        <source>Milliseconds since 1970</source>
        <translation>1970年以来的毫秒数</translation>
    </message>
    <message>
        <source>&amp;Headings</source>
        <translation>表头(&amp;H)</translation>
    </message>
    <message>
        <source>Stable names</source>
        <translation>固定名称</translation>
    </message>
    <message>
        <source>As on screen</source>
        <translation>与屏幕一致</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>F&amp;ormulas</source>
        <translation>公式(&amp;O)</translation>
    </message>
    <message>
        <source>Guard with &apos;</source>
        <translation>加前缀“&apos;”</translation>
    </message>
    <message>
        <source>Guard with a tab</source>
        <translation>加前缀制表符</translation>
    </message>
    <message>
        <source>Leave as they are</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>First line se&amp;p= (Excel only)</source>
        <translation>首行为sep=（仅Excel）(&amp;P)</translation>
    </message>
</context>
<context>
    <name>spillway::DoctorDialog</name>
    <message numerus="yes">
        <source>No access key found. Looked in %1 place(s).</source>
        <translation>
            <numerusform>未找到访问密钥。已查看%1个位置。</numerusform>
        </translation>
    </message>
    <message>
        <source>Requests are signed with access key %1 from %2.</source>
        <translation>请求使用来自%2的访问密钥%1签名。</translation>
    </message>
    <message>
        <source>Requests are signed with temporary access key %1 from %2.</source>
        <translation>请求使用来自%2的临时访问密钥%1签名。</translation>
    </message>
    <message>
        <source>A token is asked for with the password of user %1, from %2.</source>
        <translation>使用来自%2的用户%1的密码获取Token。</translation>
    </message>
    <message>
        <source>Requests carry the token from %1.</source>
        <translation>请求携带来自%1的Token。</translation>
    </message>
    <message numerus="yes">
        <source>Other users of this computer can read %1 file(s) with credentials: %2</source>
        <translation>
            <numerusform>这台计算机的其他用户可以读取%1个含有凭证的文件：%2</numerusform>
        </translation>
    </message>
    <message>
        <source>Credential Doctor</source>
        <translation>凭证诊断</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Where a credential was looked for, in this order. The first one is used.</source>
        <translation>按此顺序查找凭证的位置。使用最先找到的凭证。</translation>
    </message>
    <message>
        <source>&amp;Search Again</source>
        <translation>重新查找(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Copies this report as text. There are no secrets in it.</source>
        <translation>将此报告复制为文本。其中不含任何机密。</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>测试(&amp;T)</translation>
    </message>
    <message>
        <source>Asks the service once, for something harmless, with what was found.</source>
        <translation>用找到的凭证向服务发起一次无害的查询。</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>正在测试…</translation>
    </message>
</context>
<context>
    <name>spillway::ExportDialog</name>
    <message>
        <source>CSV (comma-separated)</source>
        <translation>CSV（逗号分隔）</translation>
    </message>
    <message>
        <source>TSV (tab-separated)</source>
        <translation>TSV（制表符分隔）</translation>
    </message>
    <message>
        <source>JSON (one array)</source>
        <translation>JSON（一个数组）</translation>
    </message>
    <message>
        <source>NDJSON (one object a line)</source>
        <translation>NDJSON（每行一个对象）</translation>
    </message>
    <message numerus="yes">
        <source>Wrote %1 partition(s) to %2.</source>
        <translation>
            <numerusform>已将%1个分区写入%2。</numerusform>
        </translation>
    </message>
    <message>
        <source>Export Partitions</source>
        <translation>导出分区</translation>
    </message>
    <message>
        <source>&amp;Rows shown (%1)</source>
        <translation>显示的行（%1）(&amp;R)</translation>
    </message>
    <message>
        <source>S&amp;elected rows (%1)</source>
        <translation>选中的行（%1）(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;All partitions (%1)</source>
        <translation>全部分区（%1）(&amp;A)</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>Browse</source>
        <translation>浏览</translation>
    </message>
    <message>
        <source>F&amp;ile</source>
        <translation>文件(&amp;I)</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>导出(&amp;X)</translation>
    </message>
    <message>
        <source>Enter the name of a file.</source>
        <translation>请输入文件名。</translation>
    </message>
    <message>
        <source>Replace the File?</source>
        <translation>替换文件？</translation>
    </message>
    <message>
        <source>%1 exists. Replace it?</source>
        <translation>%1已存在。要替换吗？</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>替换(&amp;R)</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>正在写入…</translation>
    </message>
    <message>
        <source>Standard (RFC 4180)</source>
        <translation>RFC 4180标准</translation>
    </message>
    <message>
        <source>Excel on this computer</source>
        <translation>本机Excel</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>All col&amp;umns</source>
        <translation>全部列(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Columns shown (%1)</source>
        <translation>显示的列（%1）(&amp;C)</translation>
    </message>
    <message>
        <source>Ranges also as &amp;numbers</source>
        <translation>范围另以数字列出(&amp;N)</translation>
    </message>
    <message>
        <source>Four more columns: hash_start, hash_end, seq_start and seq_end.</source>
        <translation>增加四列：hash_start、hash_end、seq_start和seq_end。</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>样式</translation>
    </message>
    <message>
        <source>St&amp;yle</source>
        <translation>样式(&amp;Y)</translation>
    </message>
    <message>
        <source>Previe&amp;w</source>
        <translation>预览(&amp;W)</translation>
    </message>
</context>
<context>
    <name>spillway::ExportPreview</name>
    <message numerus="yes">
        <source>%1 cell(s) got a leading &apos; so that spreadsheets do not run them.</source>
        <translation>
            <numerusform>有%1个单元格前加了“&apos;”，以免电子表格将其作为公式执行。</numerusform>
        </translation>
    </message>
    <message>
        <source>NUL characters left out: %1.</source>
        <translation>已略去NUL字符：%1个。</translation>
    </message>
    <message numerus="yes">
        <source>%1 cell(s) got a leading tab so that spreadsheets do not run them.</source>
        <translation>
            <numerusform>有%1个单元格前加了制表符，以免电子表格将其作为公式执行。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 cell(s) got a leading tab so that spreadsheets keep every digit.</source>
        <translation>
            <numerusform>有%1个单元格前加了制表符，以便电子表格保留每一位数字。</numerusform>
        </translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>The first lines of the file as they will be written.</source>
        <translation>文件的前几行，与写入的内容一致。</translation>
    </message>
</context>
<context>
    <name>spillway::FilterBar</name>
    <message>
        <source>%1 is left out: %2 takes a number, such as %3:12 or %3:&gt;12, or a text.</source>
        <translation>已忽略“%1”：“%2”应为数字，例如%3:12或%3:&gt;12，也可以是文本。</translation>
    </message>
    <message>
        <source>%1 is left out: %2 takes a whole number, such as %3:12, %3:&gt;12 or %3:&lt;=12, or %3:absent.</source>
        <translation>已忽略“%1”：“%2”应为整数，例如%3:12、%3:&gt;12或%3:&lt;=12，也可以是%3:absent。</translation>
    </message>
    <message>
        <source>%1 is left out: %2 takes an age, such as %3:&gt;5m or %3:&lt;1h30m, or %3:never.</source>
        <translation>已忽略“%1”：“%2”应为距今时长，例如%3:&gt;5m或%3:&lt;1h30m，也可以是%3:never。</translation>
    </message>
    <message>
        <source>%1 is left out: %2 takes a text, such as %3:a for a part of it or %3:=a for all of it.</source>
        <translation>已忽略“%1”：“%2”应为文本，例如%3:a匹配一部分，%3:=a匹配全部。</translation>
    </message>
    <message>
        <source>Filter partitions</source>
        <translation>筛选分区</translation>
    </message>
    <message>
        <source>Text that a cell contains, or a column and what is wanted of it, such as %1. All of it has to hold. A minus before a column turns it round.</source>
        <translation>输入单元格包含的文本，或列名和对该列的要求，例如%1。须同时满足所有条件。列名前加减号表示取反。</translation>
    </message>
    <message>
        <source>No partition matches &apos;%1&apos;.</source>
        <translation>没有与“%1”匹配的分区。</translation>
    </message>
    <message>
        <source>No partition&apos;s number or id contains &apos;%1&apos;.</source>
        <translation>没有编号或ID包含“%1”的分区。</translation>
    </message>
    <message>
        <source>match %1 of %2</source>
        <translation>第%1项，共%2项匹配</translation>
    </message>
</context>
<context>
    <name>spillway::FilterField</name>
    <message>
        <source>Words to filter by</source>
        <translation>可用于筛选的词</translation>
    </message>
</context>
<context>
    <name>spillway::FormLine</name>
    <message>
        <source>Odd value</source>
        <translation>可疑值</translation>
    </message>
    <message>
        <source>documented default: %1</source>
        <translation>文档默认值：%1</translation>
    </message>
    <message>
        <source>In %1.</source>
        <translation>单位：%1。</translation>
    </message>
    <message>
        <source>Documented default: %1.</source>
        <translation>文档默认值：%1。</translation>
    </message>
    <message>
        <source>Documented: %1.</source>
        <translation>文档规定：%1。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>spillway::FreshnessBar</name>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>the service has blocked us</source>
        <translation>已被服务封禁</translation>
    </message>
    <message>
        <source>stopped: the task does not exist</source>
        <translation>已停止：任务不存在</translation>
    </message>
    <message>
        <source>not allowed</source>
        <translation>无权限</translation>
    </message>
    <message>
        <source>stopped: this cannot work without a change</source>
        <translation>已停止：更正之后才能继续</translation>
    </message>
    <message>
        <source>the service asks us to slow down</source>
        <translation>服务要求降低请求频率</translation>
    </message>
    <message>
        <source>A saved answer: it has no age</source>
        <translation>已保存的响应，不计时效</translation>
    </message>
    <message>
        <source>Updated %1</source>
        <translation>更新于%1</translation>
    </message>
    <message>
        <source>Updated %1 (%2 ago)</source>
        <translation>更新于%1（%2前）</translation>
    </message>
    <message>
        <source>No task is open</source>
        <translation>未打开任务</translation>
    </message>
    <message>
        <source>asking…</source>
        <translation>正在请求…</translation>
    </message>
    <message>
        <source>nothing is asked until you act</source>
        <translation>操作之前不会发出请求</translation>
    </message>
    <message>
        <source>%1; next try in %2</source>
        <translation>%1；%2后重试</translation>
    </message>
    <message>
        <source>automatic refresh is off</source>
        <translation>自动刷新已关闭</translation>
    </message>
    <message>
        <source>next try in %1</source>
        <translation>%1后重试</translation>
    </message>
    <message>
        <source>next in %1</source>
        <translation>%1后刷新</translation>
    </message>
    <message>
        <source>Freshness</source>
        <translation>数据时效</translation>
    </message>
    <message>
        <source>From asking to the last byte of the answer</source>
        <translation>从发出请求到收到响应的最后一个字节</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1毫秒</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>from %1, read-only</source>
        <translation>来自%1，只读</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1; probably for another %2</source>
        <translation>%1；大约还有%2</translation>
    </message>
    <message>
        <source>%1, good until %2</source>
        <translation>%1，有效期至%2</translation>
    </message>
    <message>
        <source>from %1 with %2, read-only</source>
        <translation>来自%1，使用%2，只读</translation>
    </message>
    <message>
        <source>By the date of the last answer. Signatures are refused from 15 min on.</source>
        <translation>以上一次响应的日期为准。相差15分钟起，签名会被拒绝。</translation>
    </message>
</context>
<context>
    <name>spillway::GoToBar</name>
    <message>
        <source>Clear Filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Go to partition</source>
        <translation>转到分区</translation>
    </message>
    <message>
        <source>The number of a partition, or its id.</source>
        <translation>分区的编号或ID。</translation>
    </message>
    <message>
        <source>12 or shardId-0000000012</source>
        <translation>12或shardId-0000000012</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>spillway::Handover</name>
    <message numerus="yes">
        <source>Wrote %1 page(s) to %2.</source>
        <translation>
            <numerusform>已将%1页写入%2。</numerusform>
        </translation>
    </message>
    <message>
        <source>Export as PDF</source>
        <translation>导出为PDF</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>DEMO: nothing here is real.</source>
        <translation>演示：此处的数据均为模拟数据。</translation>
    </message>
</context>
<context>
    <name>spillway::MainWindow</name>
    <message>
        <source>Connect to Huawei Cloud to see your dump tasks.</source>
        <translation>连接华为云，查看您的转储任务。</translation>
    </message>
    <message>
        <source>Spillway only reads: it cannot change anything.</source>
        <translation>Spillway只读取数据，不会做任何修改。</translation>
    </message>
    <message>
        <source>Open Task…</source>
        <translation>打开任务…</translation>
    </message>
    <message>
        <source>Try the Demo</source>
        <translation>试用演示</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>转储目标</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Refresh every</source>
        <translation>刷新间隔</translation>
    </message>
    <message>
        <source>How often the task is asked for again by itself.</source>
        <translation>每隔多久自动重新请求任务。</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>间隔</translation>
    </message>
    <message numerus="yes">
        <source>Copied %1 row(s)</source>
        <translation>
            <numerusform>已复制%1行</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved the exact bytes to %1.</source>
        <translation>已将原始字节保存到%1。</translation>
    </message>
    <message>
        <source>Spillway</source>
        <translation>Spillway</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>%1 could not be written. The change holds until you quit.</source>
        <translation>无法写入%1。更改仅在退出之前有效。</translation>
    </message>
    <message>
        <source>%1 is damaged. What could be read of the settings is used.</source>
        <translation>%1已损坏。只采用其中可读取的设置。</translation>
    </message>
    <message numerus="yes">
        <source>Sent %1 page(s) to the printer.</source>
        <translation>
            <numerusform>已将%1页发送到打印机。</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a dump task on the left.</source>
        <translation>请在左侧选择一个转储任务。</translation>
    </message>
    <message>
        <source>Expand a stream to see its dump tasks; Enter opens one.</source>
        <translation>展开通道可查看其转储任务；按Enter打开。</translation>
    </message>
    <message numerus="yes">
        <source>Copied %1 note(s)</source>
        <translation>
            <numerusform>已复制%1条提示</numerusform>
        </translation>
    </message>
    <message>
        <source>It is kept as %1.</source>
        <translation>原文件已保留为%1。</translation>
    </message>
</context>
<context>
    <name>spillway::NextFileBox</name>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Next file</source>
        <translation>下一文件</translation>
    </message>
    <message>
        <source>Last file</source>
        <translation>最近文件</translation>
    </message>
    <message>
        <source>GMT+8</source>
        <translation>GMT+8</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>Local: %1</source>
        <translation>本机：%1</translation>
    </message>
    <message>
        <source>Directories in the zone</source>
        <translation>时间目录的时区</translation>
    </message>
    <message>
        <source>Copy Path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>%1: Copy Path</source>
        <translation>%1：复制路径</translation>
    </message>
    <message>
        <source>Copy obsutil ls</source>
        <translation>复制obsutil命令</translation>
    </message>
    <message>
        <source>%1: Copy obsutil ls</source>
        <translation>%1：复制obsutil命令</translation>
    </message>
    <message>
        <source>Only if the last dump wrote a file; it need not have.</source>
        <translation>前提是最近一次转储写了文件：也可能没有写。</translation>
    </message>
    <message>
        <source>There was no dump yet.</source>
        <translation>尚未转储过。</translation>
    </message>
    <message>
        <source>As far as the documents tell.</source>
        <translation>以文档的说明为限。</translation>
    </message>
    <message>
        <source>No directories by time: it never rolls over.</source>
        <translation>没有时间目录：从不切换。</translation>
    </message>
    <message>
        <source>Rolls over in %1.</source>
        <translation>%1后切换目录。</translation>
    </message>
</context>
<context>
    <name>spillway::NotesDock</name>
    <message>
        <source>Copy A&amp;ll</source>
        <translation>全部复制(&amp;L)</translation>
    </message>
    <message>
        <source>Settings notes</source>
        <translation>配置提示</translation>
    </message>
    <message>
        <source>What the documented rules find in the settings. Enter goes to the setting.</source>
        <translation>按文档规则检查配置的结果。按Enter转到该配置项。</translation>
    </message>
    <message>
        <source>No notes: every documented rule holds.</source>
        <translation>没有提示：符合文档中的所有规则。</translation>
    </message>
    <message>
        <source>Notes (%1)</source>
        <translation>提示（%1）</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>提示</translation>
    </message>
</context>
<context>
    <name>spillway::OpenTaskDialog</name>
    <message>
        <source>Open Task</source>
        <translation>打开任务</translation>
    </message>
    <message>
        <source>&amp;Endpoint</source>
        <translation>终端节点(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Project ID</source>
        <translation>项目ID(&amp;P)</translation>
    </message>
    <message>
        <source>Each region has its own</source>
        <translation>每个区域各不相同</translation>
    </message>
    <message>
        <source>&amp;Stream</source>
        <translation>通道(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Dump task</source>
        <translation>转储任务(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>Token(&amp;T)</translation>
    </message>
    <message>
        <source>Kept until you quit, never stored</source>
        <translation>仅保留到退出为止，不会存储</translation>
    </message>
    <message>
        <source>The token of an IAM user. It is never shown, stored or logged.</source>
        <translation>IAM用户的Token。不会显示、存储或写入日志。</translation>
    </message>
    <message>
        <source>&amp;CA file</source>
        <translation>CA证书文件(&amp;C)</translation>
    </message>
    <message>
        <source>Optional: a certificate authority to trust in addition</source>
        <translation>可选：额外信任的证书颁发机构</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>CA File</source>
        <translation>CA证书文件</translation>
    </message>
    <message>
        <source>Enter the project ID.</source>
        <translation>请输入项目ID。</translation>
    </message>
    <message>
        <source>Enter the name of the stream.</source>
        <translation>请输入通道名称。</translation>
    </message>
    <message>
        <source>Enter a token.</source>
        <translation>请输入Token。</translation>
    </message>
    <message>
        <source>Found: %1</source>
        <translation>已找到：%1</translation>
    </message>
    <message>
        <source>Sign in with</source>
        <translation>登录方式</translation>
    </message>
    <message>
        <source>What is found on this computer (looking…)</source>
        <translation>本机上找到的凭证（正在查找…）</translation>
    </message>
    <message>
        <source>A token that I enter</source>
        <translation>手动输入的Token</translation>
    </message>
    <message>
        <source>Sign in &amp;with</source>
        <translation>登录方式(&amp;W)</translation>
    </message>
    <message>
        <source>cn-north-4, or https://dis.cn-north-4.myhuaweicloud.com</source>
        <translation>cn-north-4，或https://dis.cn-north-4.myhuaweicloud.com</translation>
    </message>
    <message>
        <source>Co&amp;nnections…</source>
        <translation>连接(&amp;N)…</translation>
    </message>
    <message>
        <source>C&amp;redential Doctor…</source>
        <translation>凭证诊断(&amp;R)…</translation>
    </message>
    <message>
        <source>What is found on this computer (nothing)</source>
        <translation>本机上找到的凭证（无）</translation>
    </message>
    <message>
        <source>Empty: IAM is asked for the region&apos;s</source>
        <translation>留空：向IAM查询该区域的项目</translation>
    </message>
    <message>
        <source>Enter a region or an endpoint.</source>
        <translation>请输入区域或终端节点。</translation>
    </message>
    <message>
        <source>It does not say where the service is: enter a region or an endpoint.</source>
        <translation>其中没有服务的位置：请输入区域或终端节点。</translation>
    </message>
    <message>
        <source>Fields that are left empty are filled from the same place.</source>
        <translation>留空的字段会使用同一位置中的值。</translation>
    </message>
    <message>
        <source>Its name; empty: all streams</source>
        <translation>名称；留空：所有通道</translation>
    </message>
    <message>
        <source>Its name; empty: to be chosen</source>
        <translation>名称；留空：稍后选择</translation>
    </message>
</context>
<context>
    <name>spillway::Paper</name>
    <message>
        <source>Page %1</source>
        <translation>第%1页</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>From a saved answer, printed %1</source>
        <translation>来自已保存的响应，打印于%1</translation>
    </message>
    <message>
        <source>Answer of %1, printed %2</source>
        <translation>%1的响应，打印于%2</translation>
    </message>
    <message>
        <source>Answer of %1, %2 old when printed %3</source>
        <translation>%1的响应，打印于%3，当时已有%2</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>转储目标</translation>
    </message>
    <message>
        <source>State: %1</source>
        <translation>状态：%1</translation>
    </message>
    <message>
        <source>Stream: %1</source>
        <translation>通道：%1</translation>
    </message>
    <message>
        <source>Asked: %1</source>
        <translation>来源：%1</translation>
    </message>
</context>
<context>
    <name>spillway::PartitionDecoration</name>
    <message>
        <source>never (0)</source>
        <translation>从未（0）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1。%2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1前</translation>
    </message>
    <message>
        <source>%1 (new)</source>
        <comment>a partition</comment>
        <translation>%1（新）</translation>
    </message>
    <message>
        <source>in %1, clock? (%2)</source>
        <translation>%1后，时钟有误？（%2）</translation>
    </message>
    <message>
        <source>Before the dump task was created: that cannot be the time of a dump.</source>
        <translation>早于转储任务的创建时间：不可能是转储的时间。</translation>
    </message>
</context>
<context>
    <name>spillway::PartitionsPage</name>
    <message>
        <source>Asking</source>
        <translation>正在请求</translation>
    </message>
    <message>
        <source>Show the Answer</source>
        <translation>查看响应</translation>
    </message>
    <message>
        <source>Clear Filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>Asking %1.</source>
        <translation>正在请求%1。</translation>
    </message>
    <message>
        <source>Nothing received yet.</source>
        <translation>尚未收到数据。</translation>
    </message>
    <message>
        <source>The task reports no partitions.</source>
        <translation>该任务没有报告分区。</translation>
    </message>
    <message>
        <source>The answer has an empty list of them.</source>
        <translation>响应中的分区列表为空。</translation>
    </message>
    <message>
        <source>The answer does not say which partitions there are.</source>
        <translation>响应没有说明有哪些分区。</translation>
    </message>
    <message>
        <source>What came in their place is no list of partitions.</source>
        <translation>该处收到的内容不是分区列表。</translation>
    </message>
    <message>
        <source>It has no list of partitions at all.</source>
        <translation>响应中根本没有分区列表。</translation>
    </message>
    <message>
        <source>No partition matches &apos;%1&apos;.</source>
        <translation>没有与“%1”匹配的分区。</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 partition(s) shown</source>
        <translation>
            <numerusform>显示%1个分区，共%2个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 partition(s)</source>
        <translation>
            <numerusform>%1个分区</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 selected</source>
        <translation>%1，已选%2个</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Which columns are shown.</source>
        <translation>显示哪些列。</translation>
    </message>
    <message>
        <source>There is no partition &apos;%1&apos; in the answer.</source>
        <translation>响应中没有分区“%1”。</translation>
    </message>
    <message>
        <source>Partition &apos;%1&apos; does not match the filter.</source>
        <translation>分区“%1”不符合筛选条件。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>spillway::PartitionsView</name>
    <message>
        <source>Partitions</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>One row per partition of the dump task, as it came with the last answer.</source>
        <translation>转储任务的每个分区占一行，均按最近一次响应中的内容显示。</translation>
    </message>
    <message>
        <source>Columns of the partitions</source>
        <translation>分区的列</translation>
    </message>
</context>
<context>
    <name>spillway::PlacesModel</name>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>found</source>
        <translation>已找到</translation>
    </message>
    <message>
        <source>found, not used</source>
        <translation>已找到，未使用</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>已加密</translation>
    </message>
    <message>
        <source>not supported</source>
        <translation>不支持</translation>
    </message>
    <message>
        <source>not understood</source>
        <translation>无法识别</translation>
    </message>
    <message>
        <source>Other users of this computer can read this file.</source>
        <translation>这台计算机的其他用户可以读取该文件。</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Found?</source>
        <translation>是否找到？</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <translation>%1：%2。%3</translation>
    </message>
</context>
<context>
    <name>spillway::PracticeDialog</name>
    <message>
        <source>Practice: %1</source>
        <translation>练习：%1</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>终端节点</translation>
    </message>
    <message>
        <source>Project ID</source>
        <translation>项目ID</translation>
    </message>
    <message>
        <source>Access key ID (AK)</source>
        <translation>访问密钥ID（AK）</translation>
    </message>
    <message>
        <source>Secret access key (SK)</source>
        <translation>私有访问密钥（SK）</translation>
    </message>
    <message>
        <source>Security token</source>
        <translation>安全令牌（SecurityToken）</translation>
    </message>
    <message>
        <source>IAM user and password</source>
        <translation>IAM用户和密码</translation>
    </message>
    <message>
        <source>IAM user</source>
        <translation>IAM用户</translation>
    </message>
    <message>
        <source>Account name</source>
        <translation>账号名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>IAM endpoint</source>
        <translation>IAM终端节点</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Access key (AK/SK)</source>
        <translation>访问密钥（AK/SK）</translation>
    </message>
    <message>
        <source>Temporary access key</source>
        <translation>临时访问密钥</translation>
    </message>
    <message>
        <source>Practise Signing In</source>
        <translation>练习登录</translation>
    </message>
    <message>
        <source>The demo refuses whoever does not sign in, as the real service does. These values are made anew whenever Spillway starts, and are good for its own demo only.</source>
        <translation>与真实服务一样，演示服务会拒绝未登录的请求。这些值在Spillway每次启动时重新生成，只能用于其自带的演示。</translation>
    </message>
    <message>
        <source>Sign in with</source>
        <translation>登录方式</translation>
    </message>
    <message>
        <source>&amp;New Connection with These…</source>
        <translation>用这些值新建连接(&amp;N)…</translation>
    </message>
    <message>
        <source>Sign in &amp;with</source>
        <translation>登录方式(&amp;W)</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Dump task</source>
        <translation>转储任务</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation>复制：%1</translation>
    </message>
</context>
<context>
    <name>spillway::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>外观(&amp;C)</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>&amp;Group the digits of long numbers</source>
        <translation>长数字按三位分组(&amp;G)</translation>
    </message>
    <message>
        <source>In the table of partitions. Copies and exports have plain digits.</source>
        <translation>仅用于分区表格。复制和导出的数字不分组。</translation>
    </message>
    <message>
        <source>&amp;Refresh every</source>
        <translation>刷新间隔(&amp;R)</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source>Largest &amp;answer</source>
        <translation>响应大小上限(&amp;A)</translation>
    </message>
    <message>
        <source>A larger one is not read.</source>
        <translation>超过上限的响应不会读取。</translation>
    </message>
    <message>
        <source>Restore &amp;Defaults</source>
        <translation>恢复默认值(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Time zone</source>
        <translation>时区(&amp;T)</translation>
    </message>
    <message>
        <source>All times on screen are in this zone. Type a name, or an offset like UTC+8.</source>
        <translation>屏幕上的所有时间均按此时区显示。可输入名称，或UTC+8这样的时差。</translation>
    </message>
    <message>
        <source>This computer knows no time zone &quot;%1&quot;.</source>
        <translation>本机没有时区“%1”。</translation>
    </message>
    <message>
        <source>Requests per &amp;second</source>
        <translation>每秒请求数(&amp;S)</translation>
    </message>
    <message>
        <source>At most. More may get you blocked; private stacks may bear it.</source>
        <translation>上限。更高可能导致被封禁；私有部署的环境或许可以承受。</translation>
    </message>
    <message>
        <source>Requests at &amp;once</source>
        <translation>同时请求数(&amp;O)</translation>
    </message>
    <message>
        <source>At most this many.</source>
        <translation>最多这么多。</translation>
    </message>
</context>
<context>
    <name>spillway::Printing</name>
    <message>
        <source>Printing…</source>
        <translation>正在打印…</translation>
    </message>
    <message>
        <source>Writing the PDF…</source>
        <translation>正在写入PDF…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>spillway::ProjectDock</name>
    <message>
        <source>Streams and tasks</source>
        <translation>通道和任务</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Filter streams and tasks</source>
        <translation>筛选通道和任务</translation>
    </message>
    <message>
        <source>Part of the name of a stream or a dump task. Down goes to the first match, Esc clears.</source>
        <translation>通道或转储任务名称的一部分。按向下键转到第一个匹配项，按Esc清除。</translation>
    </message>
    <message>
        <source>Filter names</source>
        <translation>筛选名称</translation>
    </message>
    <message>
        <source>Only Ill</source>
        <translation>仅需关注</translation>
    </message>
    <message>
        <source>Only ill</source>
        <translation>仅需关注</translation>
    </message>
    <message>
        <source>Shows only dump tasks that need a look, by their state or by what was found out about them.</source>
        <translation>只显示按状态或检查结果需要关注的转储任务。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop loading</source>
        <translation>停止加载</translation>
    </message>
    <message>
        <source>Right shows the dump tasks of a stream, Enter opens a dump task.</source>
        <translation>按向右键显示通道的转储任务，按Enter打开转储任务。</translation>
    </message>
    <message>
        <source>Columns of the streams</source>
        <translation>通道的列</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Check</source>
        <translation>检查(&amp;C)</translation>
    </message>
    <message>
        <source>Copy &amp;Name</source>
        <translation>复制名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Refresh This Stream</source>
        <translation>刷新此通道(&amp;R)</translation>
    </message>
    <message numerus="yes">
        <source>Loaded %1 of %2 stream(s)</source>
        <translation>
            <numerusform>已加载%1个通道，共%2个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Loaded %1 stream(s)</source>
        <translation>
            <numerusform>已加载%1个通道</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Loaded the tasks of %1 of %2 stream(s)</source>
        <translation>
            <numerusform>已加载%1个通道的任务，共%2个通道</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checked %1 of %2 task(s)</source>
        <translation>
            <numerusform>已检查%1个任务，共%2个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 stream(s)</source>
        <translation>
            <numerusform>%1个通道</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 task(s) loaded</source>
        <translation>
            <numerusform>已加载%1个任务</numerusform>
        </translation>
    </message>
    <message>
        <source>Connect to see the streams of a project.</source>
        <translation>连接后可查看项目中的通道。</translation>
    </message>
    <message>
        <source>The streams could not be listed.</source>
        <translation>无法列出通道。</translation>
    </message>
    <message>
        <source>Stopped before the first stream came.</source>
        <translation>在收到第一个通道之前已停止。</translation>
    </message>
    <message>
        <source>This project has no streams.</source>
        <translation>此项目没有通道。</translation>
    </message>
    <message>
        <source>Nothing that is loaded needs a look.</source>
        <translation>已加载的内容中没有需要关注的。</translation>
    </message>
    <message>
        <source>Nothing matches &apos;%1&apos; among what is loaded.</source>
        <translation>已加载的内容中没有与“%1”匹配的。</translation>
    </message>
</context>
<context>
    <name>spillway::ProjectSession</name>
    <message>
        <source>The service sends the same streams again and again, so Spillway stopped.</source>
        <translation>服务反复返回相同的通道，Spillway已停止加载。</translation>
    </message>
    <message>
        <source>There are more than %1 streams, so Spillway stopped.</source>
        <translation>通道超过%1个，Spillway已停止加载。</translation>
    </message>
    <message>
        <source>Stopped before all streams were listed.</source>
        <translation>在列出所有通道之前已停止。</translation>
    </message>
    <message>
        <source>Stopped before the dump tasks came.</source>
        <translation>在收到转储任务之前已停止。</translation>
    </message>
</context>
<context>
    <name>spillway::ProjectTree</name>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Loading dump tasks…</source>
        <translation>正在加载转储任务…</translation>
    </message>
    <message>
        <source>(no dump tasks, 0 of %1)</source>
        <translation>（没有转储任务，配额%1个）</translation>
    </message>
    <message>
        <source>not allowed to list tasks</source>
        <translation>无权限列出任务</translation>
    </message>
    <message>
        <source>no state</source>
        <translation>无状态</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 task(s)</source>
        <translation>
            <numerusform>%1个任务，共%2个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 task(s)</source>
        <translation>
            <numerusform>%1个任务</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 ill</source>
        <translation>
            <numerusform>%1个需关注</numerusform>
        </translation>
    </message>
    <message>
        <source>not allowed</source>
        <translation>无权限</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>加载失败</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>加载中止</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Kept for (hours)</source>
        <translation>保留时长（小时）</translation>
    </message>
    <message>
        <source>Stream type</source>
        <translation>通道类型</translation>
    </message>
    <message>
        <source>Data type</source>
        <translation>数据类型</translation>
    </message>
    <message>
        <source>Stream ID</source>
        <translation>通道ID</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>转储目标</translation>
    </message>
    <message>
        <source>Last dump</source>
        <translation>最近转储</translation>
    </message>
    <message>
        <source>Task ID</source>
        <translation>任务ID</translation>
    </message>
    <message>
        <source>Stream %1</source>
        <translation>通道%1</translation>
    </message>
    <message>
        <source>Stream %1, %2</source>
        <translation>通道%1，%2</translation>
    </message>
    <message>
        <source>Dump task %1, %2, shown in the window</source>
        <translation>转储任务%1，%2，正在窗口中显示</translation>
    </message>
    <message>
        <source>Dump task %1, %2</source>
        <translation>转储任务%1，%2</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Loading streams…</source>
        <translation>正在加载通道…</translation>
    </message>
    <message numerus="yes">
        <source>Loaded %1 of %2 stream(s)…</source>
        <translation>
            <numerusform>已加载%1个通道，共%2个…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Loaded %1 stream(s)…</source>
        <translation>
            <numerusform>已加载%1个通道…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spillway::SettingNotesModel</name>
    <message>
        <source>Against the documents</source>
        <translation>与文档不符</translation>
    </message>
    <message>
        <source>To be looked at</source>
        <translation>需关注</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>供参考</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>spillway::TaskHeader</name>
    <message>
        <source>Dump task</source>
        <translation>转储任务</translation>
    </message>
    <message numerus="yes">
        <source>%1 undocumented field(s)</source>
        <translation>
            <numerusform>%1个文档未收录的字段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 odd value(s)</source>
        <translation>
            <numerusform>%1个可疑值</numerusform>
        </translation>
    </message>
    <message>
        <source>Values that did not come as the documentation says. Each is marked, and says why when pointed at.</source>
        <translation>与文档不符的值。每个值都有标记，指向它可查看原因。</translation>
    </message>
    <message>
        <source>A dump task without a name</source>
        <translation>未命名的转储任务</translation>
    </message>
    <message>
        <source>no state</source>
        <translation>无状态</translation>
    </message>
    <message>
        <source>This state is not in the documentation; it is shown as it came.</source>
        <translation>文档中没有此状态，按收到的内容显示。</translation>
    </message>
    <message>
        <source>Stale: %1 old</source>
        <translation>已过时：%1前的数据</translation>
    </message>
    <message>
        <source>stream %1</source>
        <translation>通道%1</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>转储至%1</translation>
    </message>
    <message>
        <source>destination type not given</source>
        <translation>未给出转储目标类型</translation>
    </message>
    <message>
        <source>created %1</source>
        <translation>创建于%1</translation>
    </message>
    <message>
        <source>last dump %1</source>
        <translation>最近转储于%1</translation>
    </message>
    <message>
        <source>last dump %1 (%2 ago)</source>
        <translation>最近转储于%1（%2前）</translation>
    </message>
    <message>
        <source>answer %1 old</source>
        <translation>响应已有%1</translation>
    </message>
    <message>
        <source>Stays until you acknowledge it, in the menu Task.</source>
        <translation>在您通过“任务”菜单确认之前一直显示。</translation>
    </message>
    <message numerus="yes">
        <source>%1 setting note(s)</source>
        <translation>
            <numerusform>%1条配置提示</numerusform>
        </translation>
    </message>
    <message>
        <source>Settings that the documents advise against, or that they leave open. Nothing is held up by it.</source>
        <translation>文档不建议或没有说明的配置。不影响任何操作。</translation>
    </message>
    <message>
        <source>last dump %1 (in %2, clock?)</source>
        <translation>最近转储于%1（%2后，时钟有误？）</translation>
    </message>
</context>
<context>
    <name>spillway::TaskModel</name>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>%1 destination</source>
        <translation>%1转储目标</translation>
    </message>
    <message>
        <source>OBS destination</source>
        <translation>OBS转储目标</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Other fields</source>
        <translation>其他字段</translation>
    </message>
    <message numerus="yes">
        <source>%1 partition(s)</source>
        <translation>
            <numerusform>%1个分区</numerusform>
        </translation>
    </message>
    <message>
        <source>not a list</source>
        <translation>不是列表</translation>
    </message>
    <message>
        <source>not reported</source>
        <translation>未报告</translation>
    </message>
    <message numerus="yes">
        <source>%1 field(s)</source>
        <translation>
            <numerusform>%1个字段</numerusform>
        </translation>
    </message>
    <message>
        <source>the first %1 of %2; all are in the exact bytes</source>
        <translation>共%2个，仅列出前%1个；全部内容见原始字节</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>spillway::VerdictLine</name>
    <message numerus="yes">
        <source>%1 of %2 partition(s)</source>
        <translation>
            <numerusform>%2个分区中的%1个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 record(s) expired before they were dumped</source>
        <translation>
            <numerusform>%1条记录在转储之前已过期</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 record(s) discarded</source>
        <translation>
            <numerusform>丢弃%1条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 of them while we looked</source>
        <translation>%1，其中%2条在查看期间丢弃</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>自%1起</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1以及另外%2个</translation>
    </message>
    <message>
        <source>last dump of the worst partition %1</source>
        <translation>最严重的分区最近转储于%1</translation>
    </message>
    <message numerus="yes">
        <source>≈ %1 record(s) wait</source>
        <translation>
            <numerusform>≈ %1条记录待转储</numerusform>
        </translation>
    </message>
    <message>
        <source>the oldest that waits expires in about %1</source>
        <translation>最早的待转储记录约%1后过期</translation>
    </message>
    <message>
        <source>Lag unknown: no permission to read the stream</source>
        <translation>积压未知：无权限读取通道</translation>
    </message>
    <message>
        <source>Lag unknown: the stream could not be read</source>
        <translation>积压未知：通道读取失败</translation>
    </message>
    <message>
        <source>Your account may not read this stream. Without its head nobody can tell idle from stalled.</source>
        <translation>您的账号无权读取此通道。没有最新位置，就无法区分空闲与停滞。</translation>
    </message>
    <message numerus="yes">
        <source>The stream has %1 partition(s) that this dump task does not report: %2</source>
        <translation>
            <numerusform>通道中有%1个分区未由此转储任务报告：%2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The stream does not list %1 partition(s) of this dump task: %2</source>
        <translation>
            <numerusform>通道没有列出此转储任务的%1个分区：%2</numerusform>
        </translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>since before the first look at %1</source>
        <translation>%1首次查看之前就已发生</translation>
    </message>
</context>
<context>
    <name>spillway::ZoneButton</name>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>UTC+08:00 (GMT+8)</source>
        <translation>UTC+08:00（GMT+8）</translation>
    </message>
    <message>
        <source>Time zone: %1</source>
        <translation>时区：%1</translation>
    </message>
    <message>
        <source>All times are shown in this zone: %1.</source>
        <translation>所有时间均按此时区显示：%1。</translation>
    </message>
    <message>
        <source>&amp;Other…</source>
        <translation>其他(&amp;O)…</translation>
    </message>
</context>
</TS>
